"""A bowl and the path of gradient descent on it, which a slider of the site redraws."""

from math import cos, pi, sin, sqrt

from drawing import Point, document, dot, path, text

STEEP, FLAT, STEPS, RATE = 9.0, 1.0, 20, 0.2
CENTRE, UNIT = (210.0, 118.0), 78.0
START = (0.6, 2.2)  # along the steep direction and along the flat one


def at(steep: float, flat: float) -> Point:
    """Along the two directions of the bowl → the figure; the flat one lies nearly level."""
    turn = -pi / 10
    across = flat * cos(turn) - steep * sin(turn)
    up = flat * sin(turn) + steep * cos(turn)
    return CENTRE[0] + UNIT * across, CENTRE[1] - UNIT * up


def level(reach: float) -> str:
    """The line of equal loss that reaches so far along the flat direction."""
    turns = [2 * pi * i / 72 for i in range(73)]
    across = reach * sqrt(FLAT / STEEP)
    return path([at(across * cos(turn), reach * sin(turn)) for turn in turns], "hair")


def steps(rate: float) -> list[Point]:
    factors = 1 - rate * STEEP, 1 - rate * FLAT
    return [at(START[0] * factors[0] ** n, START[1] * factors[1] ** n) for n in range(STEPS + 1)]


def draw() -> str:
    points = steps(RATE)
    return document(
        "bowl-turn",
        (420, 236),
        "Twenty steps of gradient descent with the rate 0.2",
        "Lines of equal loss on a bowl of curvatures 9 and 1, long and narrow. The path begins at "
        "the right, beside the valley's floor, and bounces across it on its way to the middle: "
        "both parts become shorter by a factor of 0.8 in each step.",
        *(level(reach) for reach in (0.4, 0.8, 1.2, 1.6, 2.0, 2.4)),
        path(points, "curve"),
        *(dot(point, radius=2.6) for point in points),
        text((210, 232), "20 steps", anchor="middle", css="faint"),
        data=f'data-descends="bowl" data-centre="{CENTRE[0]} {CENTRE[1]}" data-unit="{UNIT}" '
        f'data-tilt="{-pi / 10:.6f}" data-curvatures="{STEEP} {FLAT}" '
        f'data-start="{START[0]} {START[1]}" data-rate="{RATE}"',
    )
