"""Two stretches of a text, each read in one call, with the states between them."""

from drawing import document, line, rect, text

LETTERS = "the white"
BOX, LEFT, GAP = 30, 58, 56
TOP = 60


def stretch(left: float, letters: str) -> list[str]:
    """Boxes of the steps, with letters below and a hidden state above each."""
    parts = []
    for k, letter in enumerate(letters):
        x = left + k * BOX
        centre = x + BOX / 2
        parts.append(rect((x, TOP), BOX, 34, "bars"))
        parts.append(rect((x, TOP), BOX, 34, "axis"))
        parts.append(line((centre, TOP), (centre, TOP - 16), "hair"))
        parts.append(line((centre, TOP + 34), (centre, TOP + 50), "hair"))
        shown = letter.replace(" ", "␣")
        parts.append(text((centre, TOP + 66), shown, anchor="middle", italic=True))
    middle = left + len(letters) * BOX / 2
    parts.append(text((middle, TOP - 24), "*H*", anchor="middle"))
    parts.append(text((middle, TOP + 88), "*X*", anchor="middle"))
    return parts


def draw() -> str:
    cut = 4
    second = LEFT + cut * BOX + GAP
    end = second + (len(LETTERS) - cut) * BOX
    parts = []
    for x0, x1 in ((LEFT - 26, LEFT), (second - GAP, second), (end, end + 26)):
        parts.append(line((x0, TOP + 11), (x1, TOP + 11), "curve"))
        parts.append(line((x0, TOP + 24), (x1, TOP + 24), "hand"))
    between = second - GAP / 2
    for x, c, h in ((LEFT - 32, "*c*₀", "*h*₀"), (between, "*c*₄", "*h*₄")):
        anchor = "end" if x < LEFT else "middle"
        lift = 0 if x < LEFT else 1
        parts.append(text((x, TOP + 13 - 9 * lift), c, anchor=anchor))
        parts.append(text((x, TOP + 28 + 11 * lift), h, anchor=anchor))
    return document(
        "two-stretches",
        (420, 160),
        "Two stretches of a text, read in two calls",
        "The characters of 'the white' in two rows of boxes, four and five. Each row takes X from "
        "below and gives H above. Two lines, the cell c and the hidden state h, enter the first "
        "row as c0 and h0, lead from its end to the beginning of the second, and leave that one.",
        *stretch(LEFT, LETTERS[:cut]),
        *stretch(second, LETTERS[cut:]),
        *parts,
        text((LEFT + cut * BOX / 2, 18), "first call", anchor="middle", css="faint"),
        text(((second + end) / 2, 18), "second call", anchor="middle", css="faint"),
    )
