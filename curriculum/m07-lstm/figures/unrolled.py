"""A recurrent net over five characters, with the way from the first to the last prediction."""

from drawing import document, line, rect, text

LETTERS = "wheel"
SUBSCRIPTS = "₁₂₃₄₅"
LEFT, STEP, BOX = 62, 72, 40
TOP, MIDDLE, BOTTOM = 34, 88, 166


def draw() -> str:
    parts = [
        line((LEFT - 34, MIDDLE + 14), (LEFT, MIDDLE + 14), "hair"),
        text((LEFT - 38, MIDDLE + 18), "*h*₀", anchor="end"),
        text((LEFT - 38, BOTTOM + 4), "*x*", anchor="end", css="faint"),
        text((LEFT - 38, TOP + 4), "*z*", anchor="end", css="faint"),
    ]
    last = len(LETTERS) - 1
    for i, letter in enumerate(LETTERS):
        x = LEFT + i * STEP
        centre = x + BOX / 2
        parts.append(rect((x, MIDDLE), BOX, 28, "bars"))
        parts.append(rect((x, MIDDLE), BOX, 28, "axis"))
        parts.append(text((centre, MIDDLE + 18), f"*h*{SUBSCRIPTS[i]}", anchor="middle"))
        parts.append(text((centre, BOTTOM + 4), letter, anchor="middle"))
        below = "hand" if i == 0 else "hair"
        parts.append(line((centre, BOTTOM - 12), (centre, MIDDLE + 28), below))
        above = "hand" if i == last else "hair"
        parts.append(line((centre, MIDDLE), (centre, TOP + 12), above))
        parts.append(text((centre, TOP + 4), "?", anchor="middle"))
        if i < last:
            parts.append(line((x + BOX, MIDDLE + 14), (x + STEP, MIDDLE + 14), "hand"))
            between = x + (BOX + STEP) / 2
            parts.append(text((between, MIDDLE + 6), "*W*ₕ", anchor="middle", css="faint"))
    return document(
        "unrolled",
        (420, 184),
        "A recurrent net over the five characters of wheel",
        "Five boxes in a row, the states h1 to h5, joined by arrows with the same matrix Wh. Each "
        "box is fed by a character from below, w, h, e, e, l, and feeds a prediction above. A "
        "bold way leads from the first character through all five boxes to the last prediction.",
        *parts,
    )
