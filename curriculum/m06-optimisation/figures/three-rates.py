"""Typical distance from the minimum of a noisy bowl, for two fixed rates and a falling one."""

from collections.abc import Callable
from math import cos, log10, pi, sqrt

from drawing import Plane, document, path, text

PLANE = Plane((0, 1000), (-1.5, 1), 46, 344, 14, 206)


def falling(u: float) -> float:
    """Half a wave of a cosine, from 0.1 to 0."""
    return 0.05 * (1 + cos(pi * u))


def distances(rate: Callable[[float], float], steps: int = 1000) -> list[float]:
    """After 0 to `steps` steps, from 10 on; curvature 1, noise of standard deviation 1."""
    square = 100.0
    found = [10.0]
    for t in range(1, steps + 1):
        r = rate(t / steps)
        square = (1 - r) ** 2 * square + r**2
        found.append(sqrt(square))
    return found


def draw() -> str:
    def drawn(rate: Callable[[float], float], css: str) -> str:
        found = distances(rate)
        shown = [*range(0, 100, 4), *range(100, 1001, 20)]
        return path([PLANE.at(t, log10(found[t])) for t in shown], css)

    return document(
        "three-rates",
        (420, 246),
        "Distance from the minimum over 1,000 steps",
        "With a rate of 0.1 the distance falls from 10 to 0.23 within 60 steps and stays there. "
        "With 0.003 it falls slowly, to 0.50 at step 1,000. With a rate that falls from 0.1 to 0 "
        "along a cosine it follows the first curve and then goes on to 0.06.",
        PLANE.levels({-1.5: "0.03", -1: "0.1", 0: "1", 1: "10"}),
        PLANE.ticks({0: "0", 500: "500", 1000: "1,000"}),
        drawn(lambda u: 0.1, "dash"),
        drawn(lambda u: 0.003, "dash"),
        drawn(falling, "curve"),
        text(PLANE.at(1015, log10(0.215)), "0.1"),
        text(PLANE.at(1015, log10(0.46)), "0.003"),
        text(PLANE.at(1015, log10(0.056)), "0.1 to 0"),
        text((195, 241), "step", anchor="middle", css="faint"),
    )
