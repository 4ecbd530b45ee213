"""The loss of a weight that acts twenty times, and one step from just beyond its valley."""

from drawing import Plane, document, dot, line, text

PLANE = Plane((-0.15, 1.1), (0, 5), 34, 404, 14, 206)
RATE, START = 0.005, 1.05


def loss(w: float) -> float:
    return (w**20 - 0.5) ** 2


def slope(w: float) -> float:
    return 2 * (w**20 - 0.5) * 20 * w**19


def landing(w: float) -> float:
    """Where one step of gradient descent leads."""
    return w - RATE * slope(w)


def draw() -> str:
    xs = [-0.15 + i / 200 for i in range(245)]
    start = PLANE.at(START, loss(START))
    end = PLANE.at(landing(START), loss(landing(START)))
    return document(
        "cliff",
        (420, 246),
        "A flat plain, a shallow valley and a cliff",
        "The loss is 0.25 and flat for weights from minus 0.15 to 0.8, dips to 0 at 0.966 and then "
        "rises like a wall: 0.25 at 1, 4.6 at 1.05. One step of gradient descent from 1.05 ends on "
        "the flat part, at minus 0.04.",
        PLANE.levels({0: "0", 2: "2", 4: "4"}),
        PLANE.ticks({0: "0", 0.5: "0.5", 1: "1"}),
        PLANE.curve(loss, xs, "curve"),
        line(start, end, "hand"),
        dot(start),
        dot(end),
        text(PLANE.at(0.42, 2.9), "one step", anchor="middle"),
        text((222, 241), "*w*", anchor="middle", css="faint"),
    )
