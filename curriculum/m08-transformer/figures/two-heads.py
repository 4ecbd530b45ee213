"""What *lost* looks at with one head, and with two that each ask half of its question."""

from attending import SCORES, TEXT, softmax, stacked
from drawing import document, line, rect, text

ROW = TEXT.index("lost")
TOP, STEP, LONGEST = 44, 25, 62
COLUMNS = (110, 222, 334)


def panels():
    """(name, weights) of one head over all three numbers, and of two heads over two and one."""
    q, k = stacked(0)[ROW], stacked(1)
    yield "one head", softmax(SCORES[ROW])
    yield "head 0: who", softmax(k[:, :2] @ q[:2])
    yield "head 1: what", softmax(k[:, 2:] @ q[2:])


def draw() -> str:
    parts, said = [], []
    for j, word in enumerate(TEXT):
        parts.append(text((56, TOP + j * STEP + 12), word, anchor="end", italic=True))
    for x, (name, weights) in zip(COLUMNS, panels(), strict=True):
        parts.append(text((x - 36, 20), name, css="" if name == "one head" else "faint"))
        for j, weight in enumerate(weights):
            y = TOP + j * STEP
            parts.append(text((x - 6, y + 12), f"{weight:.2f}", anchor="end"))
            parts.append(rect((x, y), LONGEST * weight / 0.4, 14, "ink-fill"))
        parts.append(line((x, TOP - 6), (x, TOP + len(TEXT) * STEP - 4), "axis"))
        shown = ", ".join(f"{w} {a:.2f}" for w, a in zip(TEXT, weights, strict=True))
        said.append(f"{name[0].upper()}{name[1:]}: {shown}.")
    return document(
        "two-heads",
        (412, TOP + len(TEXT) * STEP + 6),
        "One head with two questions, and two heads with one each",
        f"Weights of the query of lost. {' '.join(said)}",
        *parts,
    )
