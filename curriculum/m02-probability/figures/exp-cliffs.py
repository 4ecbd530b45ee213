"""What float64 can hold of exp(z): a line that ends at both sides, and a row beyond the edge."""

from math import log, log10

import numpy as np
from drawing import Plane, document, dot, line, text

TYPE = np.finfo(np.float64)
UPPER = log(float(TYPE.max))
LOWER = log(float(TYPE.smallest_subnormal)) - log(2)
PLANE = Plane(x=(-1100, 1100), y=(-400, 400), left=46, right=404, top=22, bottom=208)
ROW = (1000, 1001, 1002)


def power(z: float) -> float:
    """exp(z) as a power of ten."""
    return z * log10(2.718281828459045)


def draw() -> str:
    (x0, y0), (x1, y1) = PLANE.at(LOWER, power(LOWER)), PLANE.at(UPPER, power(UPPER))
    floor = PLANE.at(0, -400)[1]
    row, moved = PLANE.at(ROW[1], 0)[0], PLANE.at(-1, 0)[0]
    return document(
        "exp-cliffs",
        (420, 300),
        "The stretch of scores whose exponential a float64 can hold",
        "Across, a score z; upwards, its exponential as a power of ten. A straight line rises from "
        f"10 to the {power(LOWER):.0f} at z = {LOWER:.0f} to 10 to the {power(UPPER):.0f} at "
        f"z = {UPPER:.0f} and ends there on both sides: to the left the machine has 0, to the "
        "right infinity. Below, the row 1000, 1001, 1002 lies to the right of the edge; an arrow "
        "brings it to −2, −1, 0, well inside.",
        PLANE.levels({300: "10³⁰⁰", 0: "1", -300: "10⁻³⁰⁰"}),
        line((PLANE.left, floor), (PLANE.right, floor), "axis"),
        PLANE.ticks({-745: "−745", 0: "0", 710: "709.8"}),
        line((x0, floor), (x0, y0), "dash"),
        line((x1, floor), (x1, y1), "dash"),
        line((x0, y0), (x1, y1), "curve"),
        dot((x0, y0)),
        dot((x1, y1)),
        text((x1 + 8, y1 + 4), "inf", css="hand-fill"),
        text((x0 - 8, y0 + 2), "0", anchor="end", css="hand-fill"),
        text((54, 14), "e to the power *z*", css="faint", italic=False),
        *(dot((row + shift, 246)) for shift in (-7, 0, 7)),
        *(dot((moved + shift, 246), css="curve") for shift in (-7, 0, 7)),
        line((row - 16, 246), (moved + 18, 246), "hand"),
        line((moved + 18, 246), (moved + 25, 242), "hand"),
        line((moved + 18, 246), (moved + 25, 250), "hand"),
        text((416, 267), "1000 … 1002", anchor="end"),
        text((moved, 267), "−2, −1, 0", anchor="middle"),
        text((PLANE.at(0, 0)[0], 292), "score *z*", anchor="middle", css="faint"),
    )
