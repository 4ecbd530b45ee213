"""Gradient descent on a bowl of two parameters: lines of equal loss and three paths."""

from math import cos, pi, sin, sqrt

from drawing import Plane, Point, document, dot, path, text

STEEP, FLAT, STEPS = 9.0, 1.0, 15
RATES = {0.03: "rate 0.03", 0.2: "rate 0.2", 0.225: "rate 0.225, beyond the wall"}
SIDES = (18, 158, 298)


def plane(left: float) -> Plane:
    return Plane((-1.5, 1.5), (-1.5, 1.5), left - 12, left + 114, 20, 146)


def place(steep: float, flat: float) -> Point:
    """Along (1, 1) and (1, -1) → the two parameters."""
    return (steep + flat) / sqrt(2), (steep - flat) / sqrt(2)


def level(area: Plane, loss: float) -> str:
    """The ellipse on which the loss has this value."""
    a, b = sqrt(2 * loss / STEEP), sqrt(2 * loss / FLAT)
    turns = [2 * pi * i / 60 for i in range(61)]
    return path([area.at(*place(a * cos(turn), b * sin(turn))) for turn in turns], "hair")


def steps(rate: float) -> list[Point]:
    """From a place half a unit off the valley's floor."""
    steep, flat = 0.5, 1.5
    return [
        place(steep * (1 - rate * STEEP) ** n, flat * (1 - rate * FLAT) ** n)
        for n in range(STEPS + 1)
    ]


def panel(left: float, rate: float) -> str:
    area = plane(left)
    points = [area.at(*point) for point in steps(rate)]
    drawn = [level(area, loss) for loss in (0.05, 0.2, 0.45, 0.8, 1.25)]
    drawn += [path(points, "curve"), *(dot(point, radius=2.2) for point in points)]
    words = RATES[rate].split(", ")
    drawn += [
        text((left + 51, 174 + 16 * row), line, anchor="middle") for row, line in enumerate(words)
    ]
    return "".join(drawn)


def draw() -> str:
    return document(
        "bowl-paths",
        (420, 204),
        "Gradient descent on a bowl with three rates",
        "Ellipses of equal loss, long from top left to bottom right, and 15 steps from a place "
        "at the bottom right. With rate 0.03 the path goes to the middle of the valley and then "
        "slowly along it. With 0.2 it bounces across the valley and arrives. With 0.225 it bounces "
        "across the valley, a little further each time.",
        *(panel(left, rate) for left, rate in zip(SIDES, RATES, strict=True)),
    )
