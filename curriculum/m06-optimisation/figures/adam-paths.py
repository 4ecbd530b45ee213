"""Gradient descent and Adam in a valley 100 times as steep across as along."""

from math import cos, pi, sin, sqrt

from drawing import Plane, Point, document, dot, path, text

PLANE = Plane((-1.05, 1.05), (-0.22, 1.06), 16, 404, 14, 214)
CURVATURE = (100.0, 1.0)
START = (1.0, 1.0)


def descent(rate: float, steps: int) -> list[Point]:
    """Positions of gradient descent, the start first."""
    across, along = START
    points = [START]
    for _ in range(steps):
        across -= rate * CURVATURE[0] * across
        along -= rate * CURVATURE[1] * along
        points.append((across, along))
    return points


def adam(rate: float, steps: int) -> list[Point]:
    """Positions of Adam with the usual betas, the start first."""
    axes = [adam_1d(rate, steps, start, k) for start, k in zip(START, CURVATURE, strict=True)]
    return list(zip(*axes, strict=True))


def adam_1d(rate: float, steps: int, p: float, curvature: float) -> list[float]:
    m = v = 0.0
    places = [p]
    for t in range(1, steps + 1):
        g = curvature * p
        m = 0.9 * m + 0.1 * g
        v = 0.999 * v + 0.001 * g * g
        p -= rate * (m / (1 - 0.9**t)) / (sqrt(v / (1 - 0.999**t)) + 1e-8)
        places.append(p)
    return places


def ring(size: float) -> list[Point]:
    """A line of equal loss, as wide along as `size`."""
    turns = [2 * pi * i / 60 - pi / 2 for i in range(61)]
    return [(size * cos(a) / sqrt(CURVATURE[0]), size * sin(a)) for a in turns]


def draw() -> str:
    def drawn(points: list[Point], css: str) -> str:
        return path([PLANE.at(*point) for point in points], css)

    rings = [[q for q in ring(size) if q[1] > PLANE.y[0]] for size in (0.3, 0.6, 0.9)]
    return document(
        "adam-paths",
        (420, 250),
        "Two paths from the same start in a steep valley",
        "Both start at the upper right. Gradient descent jumps from one side of the valley to the "
        "other, with jumps that get smaller, and after 40 steps it is in the middle, but still "
        "0.48 of the way along from the lowest point. Adam goes straight and diagonally, passes "
        "the lowest point and swings back.",
        *(drawn(r, "hair") for r in rings),
        drawn(descent(0.018, 40), "dash"),
        drawn(adam(0.05, 40), "curve"),
        dot(PLANE.at(*START)),
        dot(PLANE.at(0, 0), css="hand-fill"),
        text(PLANE.at(-0.98, 0.8), "gradient descent"),
        text(PLANE.at(0.62, 0.4), "Adam"),
        text(PLANE.at(-0.2, -0.03), "lowest point", anchor="end"),
        text((210, 244), "across the valley, the steep direction", anchor="middle", css="faint"),
    )
