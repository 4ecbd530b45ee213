"""The loss of a small ReLU net after 30 and after 300 steps, against the learning rate."""

from math import isfinite, log10, sqrt

import numpy as np
from drawing import Plane, Point, document, dot, line, path, text
from small_net import training

RATES = [0.1 * sqrt(2) ** k for k in range(-9, 3)]
PLANE = Plane((log10(0.004), log10(0.3)), (-1, 0.05), 56, 404, 20, 206)


def cross(at: Point) -> str:
    x, y = at
    return line((x - 5, y - 5), (x + 5, y + 5), "hand") + line(
        (x - 5, y + 5), (x + 5, y - 5), "hand"
    )


def curve(steps: int, css: str) -> str:
    with np.errstate(all="ignore"):
        ends = {rate: training(rate, steps)[-1][0] for rate in RATES}
    held = [PLANE.at(log10(r), log10(loss)) for r, loss in ends.items() if isfinite(loss)]
    lost = [PLANE.at(log10(r), 0.0) for r, loss in ends.items() if not isfinite(loss)]
    return path(held, css) + "".join(map(dot, held)) + "".join(map(cross, lost))


def draw() -> str:
    return document(
        "rate-sweep",
        (420, 250),
        "A sweep of the learning rate",
        "Loss against rate, both logarithmic. After 30 steps it falls from 0.4 at 0.0044 to 0.26 "
        "at 0.05 and rises to 0.5 at 0.1. After 300 steps it falls from 0.26 to 0.17 at 0.05 and "
        "rises to 0.26 at 0.14. A cross at 0.2 marks runs that ended in NaN.",
        PLANE.levels({-1.0: "0.1", log10(0.2): "0.2", log10(0.5): "0.5", 0.0: "1"}),
        PLANE.ticks({log10(r): f"{r:g}" for r in (0.005, 0.01, 0.02, 0.05, 0.1, 0.2)}),
        curve(30, "dash"),
        curve(300, "curve"),
        text(PLANE.at(log10(0.0066), -0.34), "30 steps"),
        text(PLANE.at(log10(0.0066), -0.76), "300 steps"),
        text((230, 244), "rate", anchor="middle", css="faint"),
        text((56, 12), "loss", css="faint"),
    )
