"""Two soft steps and the dent that they add up to."""

from math import tanh

from drawing import Plane, document, text

PLANE = Plane((-1.5, 1.5), (-0.7, 1.2), 46, 404, 16, 216)
XS = [i / 40 for i in range(-60, 61)]


def down(x: float) -> float:
    return -tanh(3 * (x + 0.5)) / 2


def up(x: float) -> float:
    return tanh(3 * (x - 0.5)) / 2


def draw() -> str:
    return document(
        "soft-steps",
        (420, 252),
        "Two soft steps, and their sum lifted by one",
        "One curve goes down from 0.5 to minus 0.5 around x = minus 0.5, another goes up around "
        "x = 0.5. Their sum plus 1 is a dent that reaches down to 0.095 at x = 0 and is near 1 "
        "on both sides.",
        PLANE.levels({-0.5: "−0.5", 0: "0", 0.5: "0.5", 1: "1"}),
        PLANE.curve(down, XS, "dash"),
        PLANE.curve(up, XS, "hand"),
        PLANE.curve(lambda x: 1 + down(x) + up(x), XS, "curve"),
        text(PLANE.at(-1.45, 0.56), "down at −0.5"),
        text(PLANE.at(1.45, 0.56), "up at 0.5", anchor="end"),
        text(PLANE.at(0, 1.05), "sum, lifted by 1", anchor="middle"),
        text((225, 246), "*x*, from −1.5 to 1.5", anchor="middle", css="faint"),
    )
