"""The loss after 30 steps on the bowl, against the learning rate."""

from math import log10

from drawing import Plane, document, line, path, text

STEEP, FLAT, STEPS = 9.0, 1.0, 30
PLANE = Plane((-3, 0), (-7, 4), 66, 404, 20, 206)


def loss(rate: float) -> float:
    """From (1, 0), which lies half along each direction."""
    parts = ((curve, (1 - rate * curve) ** STEPS) for curve in (STEEP, FLAT))
    return sum(0.5 * curve * (part**2 / 2) for curve, part in parts)


def draw() -> str:
    rates = [-3 + i / 100 for i in range(250)]
    points = [PLANE.at(x, log10(loss(10**x))) for x in rates if log10(loss(10**x)) < 4]
    wall = log10(2 / STEEP)
    return document(
        "bowl-rates",
        (420, 250),
        "The loss after 30 steps against the rate",
        "Both axes logarithmic. From a rate of 0.001 the loss falls slowly, from 1.5 to 0.01 "
        "at 0.05, and steeply to less than 0.000001 at 0.194. At the wall, 0.222, it is above 2, "
        "and beyond it rises out of the picture.",
        PLANE.levels({-6.0: "0.000001", -4.0: "0.0001", -2.0: "0.01", 0.0: "1", 2.0: "100"}),
        line(PLANE.at(-3, -7), PLANE.at(0, -7), "axis"),
        PLANE.ticks({-3: "0.001", -2: "0.01", -1: "0.1", 0: "1"}),
        line(PLANE.at(wall, -7), PLANE.at(wall, 4), "dash"),
        path(points, "curve"),
        text(PLANE.at(wall + 0.04, -3), "the wall, 2/9"),
        text((235, 244), "rate", anchor="middle", css="faint"),
        text((66, 12), "loss after 30 steps", css="faint"),
    )
