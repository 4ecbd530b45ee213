"""One query: scores against all keys, the weights that softmax makes, and what is mixed."""

from attending import SCORES, TEXT, WEIGHTS
from drawing import document, line, rect, text

ROW = TEXT.index("her")
TOP, STEP = 44, 26
SCORE, WEIGHT = 96, 232  # where the bars begin
LONGEST = 84  # a score of 4, a weight of 1


def draw() -> str:
    parts = []
    for j, word in enumerate(TEXT):
        y = TOP + j * STEP
        score, weight = SCORES[ROW, j], WEIGHTS[ROW, j]
        parts.append(text((SCORE - 34, y + 12), word, anchor="end", italic=True))
        parts.append(text((SCORE - 8, y + 12), f"{score:g}", anchor="end"))
        if score:
            parts.append(rect((SCORE, y), LONGEST * score / 4, 14, "bars"))
        parts.append(text((WEIGHT - 8, y + 12), f"{weight:.3f}", anchor="end"))
        parts.append(rect((WEIGHT, y), LONGEST * weight, 14, "ink-fill"))
        css = "curve" if weight > 0.5 else "hair"
        parts.append(line((WEIGHT + LONGEST + 6, y + 7), (378, TOP + 3.5 * STEP + 7), css))
    end = TOP + len(TEXT) * STEP
    for x in (SCORE, WEIGHT):
        parts.append(line((x, TOP - 6), (x, end - 4), "axis"))
    return document(
        "soft-lookup",
        (420, end + 8),
        "From a query to weights",
        "For the query of her: the scores against Karin, lost, her, key, Ben, lost, his and hat "
        "are 4, 0, 2, 0, 0, 0, 0 and 0. Softmax makes weights of them: 0.803 for Karin, 0.109 for "
        "her, 0.015 for each of the others. Lines lead from the weights to one mixture.",
        text((SCORE, 18), "scores", css="faint"),
        text((WEIGHT, 18), "weights", css="faint"),
        text((414, 18), "mixture", anchor="end", css="faint"),
        *parts,
        text((386, TOP + 3.5 * STEP + 11), "out", italic=True),
    )
