"""Error of one-sided and central differences against the step, both on logarithmic axes."""

from collections.abc import Callable
from math import log10

from drawing import Plane, document, path, text

Difference = Callable[[float], float]
X = 1.7
EXACT = 3 * X * X
PLANE = Plane(x=(-13, 0), y=(-13, 2), left=52, right=404, top=22, bottom=214)
DIGITS = ("1", "1.33", "1.78", "2.37", "3.16", "4.22", "5.62", "7.5")  # even on a log axis
POWERS = {0: "⁰", 2: "²", 3: "³", 5: "⁵", 6: "⁶", 9: "⁹", 12: "¹²"}


def cube(x: float) -> float:
    return x * x * x


def one_sided(h: float) -> float:
    return (cube(X + h) - cube(X)) / h


def central(h: float) -> float:
    return (cube(X + h) - cube(X - h)) / (2 * h)


def worst(difference: Difference, h: float) -> float:
    """The largest error over steps near h: rounding makes single ones small by luck."""
    steps = [h * (1 + part / 20) for part in range(20)]
    return max(abs(difference(step) - EXACT) for step in steps)


def line_of(difference: Difference, css: str) -> str:
    steps = [float(f"{digits}e{power}") for power in range(-13, 0) for digits in DIGITS]
    points = [(log10(step), log10(worst(difference, step))) for step in steps]
    return path([PLANE.at(power, max(error, -13)) for power, error in points], css)


def draw() -> str:
    def tick(power: int) -> str:
        return "1" if power == 0 else f"10⁻{POWERS[-power]}"

    return document(
        "step-errors",
        (420, 268),
        "Error against step, for two differences",
        "Two V-shaped lines over steps from 10 to the −13 on the left to 1 on the right, upwards "
        "the error, both axes logarithmic. From the right the one-sided line falls to about "
        "10 to the −7 at a step of 10 to the −8, the central one twice as steeply to about 10 to "
        "the −10 at a step near 10 to the −5. To the left of these points both climb together.",
        PLANE.levels({0: "1", -3: "10⁻³", -6: "10⁻⁶", -9: "10⁻⁹", -12: "10⁻¹²"}),
        PLANE.ticks({power: tick(power) for power in (-12, -9, -6, -3, 0)}),
        line_of(one_sided, "curve"),
        line_of(central, "hand"),
        text(PLANE.at(-6.3, -3.2), "one side", anchor="middle"),
        text(PLANE.at(-2.5, -7.2), "both sides", css="hand-fill"),
        text((60, 14), "error", css="faint"),
        text((228, 262), "step *h*", anchor="middle", css="faint"),
    )
