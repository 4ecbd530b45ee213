"""Distance from the bottom of a bowl of condition number 100: plain, and with momentum."""

from math import log10, sqrt

from drawing import Plane, document, path, text

STEEP, FLAT, STEPS = 100.0, 1.0, 100
PLANE = Plane((0, STEPS), (-4, 1), 62, 404, 20, 206)


def distances(rate: float, beta: float) -> list[float]:
    """From the bottom, beginning at distance 1 along each direction, before each step."""
    places, velocities, found = [1.0, 1.0], [0.0, 0.0], []
    for _ in range(STEPS + 1):
        found.append(sqrt(sum(place**2 for place in places)))
        for i, curvature in enumerate((STEEP, FLAT)):
            velocities[i] = beta * velocities[i] + curvature * places[i]
            places[i] -= rate * velocities[i]
    return found


def best(kappa: float) -> tuple[float, float]:
    """Rate and beta for curvatures from 1 to kappa."""
    root = sqrt(kappa)
    return (2 / (root + 1)) ** 2, ((root - 1) / (root + 1)) ** 2


def curve(found: list[float], css: str) -> str:
    points = [(n, log10(value)) for n, value in enumerate(found) if value > 1e-4]
    return path([PLANE.at(*point) for point in points], css)


def draw() -> str:
    return document(
        "momentum-steps",
        (420, 250),
        "Distance from the bottom with and without momentum",
        "On a logarithmic scale over 100 steps, on a bowl of condition number 100. Plain gradient "
        "descent falls in a straight line from 1.4 to about 0.2. With momentum the distance grows "
        "to nearly 4 in the first steps, is the smaller one from step 18 on, and is below 0.0001 "
        "at step 71.",
        PLANE.levels({-4.0: "0.0001", -3.0: "0.001", -2.0: "0.01", -1.0: "0.1", 0.0: "1"}),
        PLANE.ticks({0: "0", 25: "25", 50: "50", 75: "75", 100: "100"}),
        curve(distances(2 / (STEEP + FLAT), 0), "hand"),
        curve(distances(*best(STEEP)), "curve"),
        text(PLANE.at(98, -0.2), "plain, rate 0.0198", anchor="end"),
        text(PLANE.at(36, -2.9), "momentum, β = 0.67", anchor="end"),
        text((233, 244), "steps", anchor="middle", css="faint"),
        text((62, 12), "distance", css="faint"),
    )
