"""The tanh approximation of GELU less the exact one."""

import math

from drawing import Plane, document, text

PLANE = Plane((-5, 5), (-5, 5), 50, 404, 20, 200)
STEPS = [-5 + i / 20 for i in range(201)]


def exact(x: float) -> float:
    return x * (1 + math.erf(x / math.sqrt(2))) / 2


def approximate(x: float) -> float:
    return 0.5 * x * (1 + math.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))


def draw() -> str:
    return document(
        "two-gelus",
        (420, 252),
        "The difference of two GELUs, from −5 to 5",
        "In ten-thousandths. The curve is even: 0 in the middle, two minima of −2.3 near 1.4 "
        "on both sides, two maxima of 4.7 near 2.7, and almost 0 beyond 4.5.",
        PLANE.levels({-5: "−5", 0: "0", 5: "5"}),
        PLANE.ticks({-4: "−4", -2: "−2", 0: "0", 2: "2", 4: "4"}),
        PLANE.curve(lambda x: 1e4 * (approximate(x) - exact(x)), STEPS, "curve"),
        text((227, 240), "x", anchor="middle", css="faint", italic=True),
        text((50, 12), "ten-thousandths", css="faint"),
    )
