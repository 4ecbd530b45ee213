"""One step of backprop through time: which slopes come in, and which go out."""

from drawing import Point, document, line, path, rect, text

HIDDEN, CELL = 86, 176


def arrow(a: Point, b: Point, css: str) -> str:
    """A line from a to b, horizontal or vertical, with a head at b."""
    x, y = b
    dx, dy = (b[0] > a[0]) - (b[0] < a[0]), (b[1] > a[1]) - (b[1] < a[1])
    left = (x - 6 * dx - 4 * dy, y - 6 * dy - 4 * dx)
    right = (x - 6 * dx + 4 * dy, y - 6 * dy + 4 * dx)
    return line(a, b, css) + path([left, b, right], css)


def block(x: float, y: float, words: str) -> list[str]:
    corner = (x - 22, y - 15)
    return [
        *(rect(corner, 44, 30, css) for css in ("bars", "axis")),
        text((x, y + 4), words, anchor="middle"),
    ]


def plus(x: float, y: float) -> list[str]:
    return [rect((x - 9, y - 9), 18, 18, "axis"), text((x, y + 5), "+", anchor="middle")]


def draw() -> str:
    return document(
        "ways-back",
        (420, 226),
        "One step of backprop through time",
        "From the right, from the step after, come two slopes: of the hidden state, to which the "
        "slope from the prediction is added, and of the cell. Line 4 turns the complete slope of "
        "h into that of the output gate, which goes to line 2, and a part for the cell, which is "
        "added to what came from the right. Line 3 makes of the complete slope of c the slopes of "
        "f, i and g for line 2, and, times f, that of the cell before, which leaves on the left. "
        "Line 2 gives the slopes of the sums to line 1, which sends one slope to the hidden state "
        "before, on the left, one to x, and a part to each of the weights.",
        text((361, 18), "d*H*ₜ", anchor="middle"),
        arrow((361, 24), (361, HIDDEN - 10), "hair"),
        arrow((412, HIDDEN), (371, HIDDEN), "hand"),
        *plus(361, HIDDEN),
        arrow((351, HIDDEN), (323, HIDDEN), "hand"),
        *block(300, HIDDEN, "(4)"),
        arrow((300, HIDDEN + 16), (300, CELL - 10), "hair"),
        text((337, HIDDEN - 6), "d*h*ₜ", anchor="middle"),
        arrow((412, CELL), (310, CELL), "curve"),
        *plus(300, CELL),
        arrow((290, CELL), (228, CELL), "curve"),
        text((260, CELL - 7), "d*c*ₜ", anchor="middle"),
        *block(205, CELL, "(3)"),
        arrow((182, CELL), (60, CELL), "curve"),
        text((121, CELL - 7), "× *f*ₜ", anchor="middle"),
        text((54, CELL + 4), "d*c*ₜ₋₁", anchor="end"),
        arrow((205, CELL - 16), (205, HIDDEN + 16), "hair"),
        text((199, 134), "d*f*, d*i*, d*g*", anchor="end"),
        arrow((277, HIDDEN), (228, HIDDEN), "hair"),
        text((253, HIDDEN - 6), "d*o*", anchor="middle"),
        *block(205, HIDDEN, "(2)"),
        arrow((182, HIDDEN), (143, HIDDEN), "hair"),
        text((163, HIDDEN - 6), "d*a*ₜ", anchor="middle"),
        *block(120, HIDDEN, "(1)"),
        arrow((97, HIDDEN), (60, HIDDEN), "hand"),
        text((54, HIDDEN + 4), "to *h*ₜ₋₁", anchor="end"),
        arrow((120, HIDDEN - 16), (120, 28), "hair"),
        text((120, 18), "d*x*ₜ, and parts for the weights", anchor="middle"),
        text((408, 214), "from step *t* + 1", anchor="end", css="faint"),
        text((12, 214), "to step *t* − 1", css="faint"),
    )
