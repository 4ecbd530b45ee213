"""The price of flour reaches the loss by way of both customers."""

from drawing import document, line, rect, text

BOX = (104, 34)
PRICE, FIRST, SECOND, LOSS = (12, 73), (158, 22), (158, 124), (304, 73)


def box(corner: tuple[float, float], words: str, css: str = "axis") -> str:
    """A box with its words in the middle."""
    middle = (corner[0] + BOX[0] / 2, corner[1] + BOX[1] / 2 + 4)
    return rect(corner, *BOX, css) + text(middle, words, anchor="middle")


def way(start: tuple[float, float], end: tuple[float, float], words: str) -> str:
    """A line from the right side of one box to the left side of another, labelled above."""
    a = (start[0] + BOX[0], start[1] + BOX[1] / 2)
    b = (end[0], end[1] + BOX[1] / 2)
    above = min(a[1], b[1]) + abs(a[1] - b[1]) / 2
    side = -12 if (a[1] > b[1]) == (start == PRICE) else 20
    return line(a, b, "curve") + text(((a[0] + b[0]) / 2, above + side), words, anchor="middle")


def draw() -> str:
    return document(
        "flour-ways",
        (420, 210),
        "Two ways from the price of flour to the loss",
        "The price of flour leads to the first customer's price with the factor 2, the number "
        "bought, and on to the loss with the factor 1. It leads to the second customer's price "
        "with the factor 1 and on to the loss with the factor 2. Along each way the factors are "
        "multiplied, and the two ways are added: 2 times 1 plus 1 times 2 is 4.",
        way(PRICE, FIRST, "2"),
        way(PRICE, SECOND, "1"),
        way(FIRST, LOSS, "1"),
        way(SECOND, LOSS, "2"),
        box(PRICE, "price of flour"),
        box(FIRST, "first pays"),
        box(SECOND, "second pays"),
        box(LOSS, "loss"),
        text(
            (210, 196), "along a way, multiply; over the ways, add: 2·1 + 1·2 = 4", anchor="middle"
        ),
    )
