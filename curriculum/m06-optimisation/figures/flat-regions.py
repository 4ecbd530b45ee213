"""ReLU and tanh with the regions where they are flat."""

import math

from drawing import Plane, document, line, rect, text

EDGE = math.atanh(0.97)
LEFT = Plane((-4, 4), (-1.2, 2), 16, 196, 24, 168)
RIGHT = Plane((-4, 4), (-1.2, 2), 224, 404, 24, 168)
STEPS = [i / 20 for i in range(-80, 81)]


def shade(plane: Plane, start: float, end: float) -> str:
    (x0, y0), (x1, y1) = plane.at(start, 2), plane.at(end, -1.2)
    return rect((x0, y0), x1 - x0, y1 - y0, "bars")


def panel(plane: Plane) -> str:
    across = line(plane.at(-4, 0), plane.at(4, 0), "axis")
    up = line(plane.at(0, -1.2), plane.at(0, 2), "hair")
    return across + up


def draw() -> str:
    return document(
        "flat-regions",
        (420, 206),
        "Where ReLU and tanh are flat",
        "Left, ReLU: 0 for all negative sums, which are shaded, and rising with slope 1 for "
        "positive ones. Right, tanh: from minus 1 to 1; the sums below minus 2.1 and above 2.1, "
        "where its value is beyond 0.97, are shaded.",
        shade(LEFT, -4, 0),
        shade(RIGHT, -4, -EDGE),
        shade(RIGHT, EDGE, 4),
        panel(LEFT),
        panel(RIGHT),
        LEFT.curve(lambda a: max(a, 0), [a for a in STEPS if a <= 2], "curve"),
        RIGHT.curve(math.tanh, STEPS, "curve"),
        text((106, 14), "ReLU", anchor="middle"),
        text((314, 14), "tanh", anchor="middle"),
        text(LEFT.at(-2, 1.1), "slope 0", anchor="middle"),
        text(LEFT.at(2.9, 1.1), "slope 1", anchor="middle"),
        text(RIGHT.at(2.9, 1.4), "|*h*| > 0.97", anchor="middle"),
        text((106, 192), "sum *a*", anchor="middle", css="faint"),
        text((314, 192), "sum *a*", anchor="middle", css="faint"),
    )
