"""How the gates of a cell sit on its wires: the cell's line runs straight through."""

from drawing import document, line, path, rect, text

CELL, SUMS, HIDDEN = 40, 176, 108
TIMES, PLUS, OUT = 108, 208, 320


def knot(x: float, y: float, sign: str) -> list[str]:
    return [rect((x - 11, y - 11), 22, 22, "axis"), text((x, y + 5), sign, anchor="middle")]


def block(x: float, name: str, kind: str) -> list[str]:
    return [
        rect((x - 26, SUMS - 15), 52, 30, "bars"),
        rect((x - 26, SUMS - 15), 52, 30, "axis"),
        text((x, SUMS + 5), f"*{name}*: {kind}", anchor="middle"),
    ]


def draw() -> str:
    return document(
        "cell-wiring",
        (420, 250),
        "The wiring of an LSTM cell",
        "The old cell enters on the left of a straight line, is multiplied by the forget gate f, "
        "receives the product of input gate i and candidate g by addition, and leaves as the new "
        "cell. A branch goes through tanh and is multiplied by the output gate o to make the "
        "hidden state h. The four blocks f, i, g and o all read x and the old h.",
        line((44, CELL), (TIMES - 11, CELL), "curve"),
        line((TIMES + 11, CELL), (PLUS - 11, CELL), "curve"),
        line((PLUS + 11, CELL), (372, CELL), "curve"),
        text((38, CELL + 4), "*c*, old", anchor="end"),
        text((378, CELL + 4), "*c*, new"),
        *knot(TIMES, CELL, "×"),
        *knot(PLUS, CELL, "+"),
        *knot(PLUS, HIDDEN, "×"),
        line((PLUS, CELL + 11), (PLUS, HIDDEN - 11), "hair"),
        line((TIMES, CELL + 11), (TIMES, SUMS - 15), "hair"),
        path([(176, SUMS - 15), (176, HIDDEN), (PLUS - 11, HIDDEN)], "hair"),
        path([(240, SUMS - 15), (240, HIDDEN), (PLUS + 11, HIDDEN)], "hair"),
        line((OUT, CELL), (OUT, HIDDEN - 11), "hair"),
        text((OUT + 6, 80), "tanh", css="faint"),
        *knot(OUT, HIDDEN, "×"),
        line((OUT, HIDDEN + 11), (OUT, SUMS - 15), "hair"),
        line((OUT + 11, HIDDEN), (372, HIDDEN), "hand"),
        text((378, HIDDEN + 4), "*h*, new"),
        *block(TIMES, "f", "σ"),
        *block(176, "i", "σ"),
        *block(240, "g", "tanh"),
        *block(OUT, "o", "σ"),
        *(line((x, SUMS + 15), (x, 218), "hair") for x in (TIMES, 176, 240, OUT)),
        line((82, 218), (346, 218), "hair"),
        text((214, 240), "*x*, and *h* of the step before", anchor="middle"),
    )
