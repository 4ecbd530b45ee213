"""Adam's ratio for a gradient that never changes, with and without bias correction."""

from math import log10, sqrt

from drawing import Plane, document, text

PLANE = Plane((0, 4), (0, 7), 40, 404, 16, 206)
XS = [i / 50 for i in range(201)]


def uncorrected(log_step: float) -> float:
    """m / sqrt(v) after 10**log_step steps, for betas of 0.9 and 0.999."""
    t = 10**log_step
    return (1 - 0.9**t) / sqrt(1 - 0.999**t)


def draw() -> str:
    steps = {1: "1", 10: "10", 100: "100", 1000: "1,000", 10000: "10,000"}
    return document(
        "adam-uncorrected",
        (420, 246),
        "The ratio m / √v with and without bias correction",
        "For a gradient that never changes the ratio should be 1. Without correction it is 3.16 at "
        "step 1, rises to 6.57 at step 12, is 3.24 at step 100 and 1.26 at step 1,000. With "
        "correction it is 1 at every step.",
        PLANE.levels({0: "0", 2: "2", 4: "4", 6: "6"}),
        PLANE.ticks({log10(t): label for t, label in steps.items()}),
        PLANE.curve(lambda _: 1.0, (0, 4), "hand"),
        PLANE.curve(uncorrected, XS, "curve"),
        text(PLANE.at(1.78, 5.2), "without correction"),
        text(PLANE.at(0.05, 1.25), "with correction"),
        text((222, 241), "step", anchor="middle", css="faint"),
    )
