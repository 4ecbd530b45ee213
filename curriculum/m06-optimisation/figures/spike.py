"""Adam's steps around one gradient of 1,000 among gradients of 1."""

from math import log10, sqrt

from drawing import Plane, document, path, text

PLANE = Plane((-300, 7000), (-2, 1), 46, 404, 14, 206)


def lengths(after: int, spike: float = 1000.0) -> list[float]:
    """The steps in learning rates from the spike on; both averages are full before it."""
    m = v = 1.0
    steps = []
    for g in [spike] + [1.0] * after:
        m = 0.9 * m + 0.1 * g
        v = 0.999 * v + 0.001 * g * g
        steps.append(m / sqrt(v))
    return steps


def draw() -> str:
    steps = lengths(7000)
    shown = [*range(0, 100, 5), *range(100, 7001, 100)]
    before = [PLANE.at(-300, 0), PLANE.at(-1, 0)]
    return document(
        "spike",
        (420, 246),
        "Adam's steps before and after a gradient of 1,000",
        "Before it every step is one learning rate long. The step of the large gradient is 3.2 "
        "long, then the steps fall to 0.03 within a hundred steps and rise slowly; they are at 0.5 "
        "again after 5,800 steps.",
        PLANE.levels({-2: "0.01", -1: "0.1", 0: "1", 1: "10"}),
        PLANE.ticks({0: "0", 2000: "2,000", 4000: "4,000", 6000: "6,000"}),
        path(before + [PLANE.at(t, log10(steps[t])) for t in shown], "curve"),
        text(PLANE.at(150, 0.55), "the large gradient"),
        text((225, 241), "steps after it", anchor="middle", css="faint"),
    )
