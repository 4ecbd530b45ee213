"""Typical length of Adam's step when the gradient is pure noise."""

from math import sqrt

from drawing import Plane, document, dot, path, text

PLANE = Plane((0, 30), (0, 1.05), 46, 404, 14, 206)


def length(t: int, keep: float = 0.9) -> float:
    """In learning rates; the mean square in the denominator is taken for what it is on average."""
    return sqrt((1 - keep) / (1 + keep) * (1 + keep**t) / (1 - keep**t))


def draw() -> str:
    points = [PLANE.at(t, length(t)) for t in range(1, 31)]
    return document(
        "first-steps",
        (420, 246),
        "Adam's first 30 steps on a gradient that is noise",
        "The first step is one learning rate long, the second 0.71, the fifth 0.45, the tenth "
        "0.33. From step 20 on the length is near 0.23.",
        PLANE.levels({0: "0", 0.5: "0.5", 1: "1"}),
        PLANE.ticks({1: "1", 10: "10", 20: "20", 30: "30"}),
        path(points, "curve"),
        *(dot(point) for point in points),
        text((225, 241), "step", anchor="middle", css="faint"),
    )
