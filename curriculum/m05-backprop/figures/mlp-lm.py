"""The model: eight look-ups side by side, a hidden layer, a score for each character."""

from drawing import document, line, rect, text

CONTEXT = "he white"
CELL, LEFT = 42, 42


def draw() -> str:
    parts = []
    for i, letter in enumerate(CONTEXT):
        x = LEFT + i * CELL
        shown = "␣" if letter == " " else letter
        parts.append(text((x + CELL / 2, 26), shown, anchor="middle", italic=True))
        parts.append(line((x + CELL / 2, 34), (x + CELL / 2, 58), "curve"))
        parts.append(rect((x, 58), CELL, 26, "bars"))
        parts.append(rect((x, 58), CELL, 26, "axis"))
        parts.append(text((x + CELL / 2, 76), "E", anchor="middle", css="faint"))
    right = LEFT + len(CONTEXT) * CELL
    centre = (LEFT + right) / 2
    for top, bottom, half, words in (
        (84, 118, 100, "h: tanh, H units"),
        (144, 178, 140, "z: a score for each of V characters"),
    ):
        parts.append(line((centre, top), (centre, bottom), "hair"))
        parts.append(rect((centre - half, bottom), 2 * half, 26, "axis"))
        parts.append(text((centre, bottom + 18), words, anchor="middle"))
    parts.append(line((centre, 204), (centre, 226), "hair"))
    parts.append(text((centre, 240), "softmax: what comes next?", anchor="middle"))
    return document(
        "mlp-lm",
        (420, 252),
        "A language model with a window of eight characters",
        "The characters of 'he white' are each looked up in one table. The eight vectors of E "
        "numbers stand side by side and go into a hidden layer of H tanh units, from there into "
        "V scores, and through softmax.",
        text((LEFT - 6, 50), "table", anchor="end", css="faint"),
        text((LEFT - 6, 76), "x", anchor="end", css="faint"),
        *parts,
    )
