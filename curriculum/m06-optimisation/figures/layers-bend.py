"""The size of the values through 20 layers with bends, with right gains and with the gain 1."""

from collections.abc import Callable
from math import log10, sqrt

import numpy as np
from drawing import Plane, document, path, text

D, LAYERS, N = 400, 20, 100
PLANE = Plane((0, LAYERS), (-3.2, 0.5), 58, 404, 20, 216)


def relu(a: np.ndarray) -> np.ndarray:
    return np.maximum(a, 0)


def sizes(bend: Callable[[np.ndarray], np.ndarray], gain: float) -> list[float]:
    """Root mean square of the input and after each layer."""
    rng = np.random.default_rng(4)
    h = rng.normal(size=(N, D))
    found = [float(np.sqrt(np.mean(h**2)))]
    for _ in range(LAYERS):
        h = bend(h @ rng.normal(size=(D, D)) * (gain / sqrt(D)))
        found.append(float(np.sqrt(np.mean(h**2))))
    return found


def curve(bend: Callable[[np.ndarray], np.ndarray], gain: float, css: str) -> str:
    found = sizes(bend, gain)
    return path([PLANE.at(layer, log10(size)) for layer, size in enumerate(found)], css)


def draw() -> str:
    marks = {-3.0: "0.001", -2.0: "0.01", -1.0: "0.1", 0.0: "1"}
    return document(
        "layers-bend",
        (420, 260),
        "The size of the values through 20 layers with bends",
        "On a logarithmic scale, for 400 units a layer. ReLU with the gain root 2 stays near 1, "
        "tanh with the gain five thirds settles at 0.65. Tanh with the gain 1 falls more and more "
        "slowly, to 0.16. ReLU with the gain 1 falls in a straight line to about 0.001.",
        PLANE.levels(marks),
        path([PLANE.at(0, -3.2), PLANE.at(LAYERS, -3.2)], "axis"),
        PLANE.ticks({0: "0", 5: "5", 10: "10", 15: "15", 20: "20"}),
        curve(relu, sqrt(2), "curve"),
        curve(np.tanh, 5 / 3, "curve"),
        curve(relu, 1, "hand"),
        curve(np.tanh, 1, "hand"),
        text(PLANE.at(19.8, 0.12), "ReLU, gain √2", anchor="end"),
        text(PLANE.at(10, -0.42), "tanh, gain 5/3"),
        text(PLANE.at(19.8, -0.6), "tanh, gain 1", anchor="end"),
        text(PLANE.at(11.2, -2.3), "ReLU, gain 1", anchor="end"),
        text((231, 254), "layers", anchor="middle", css="faint"),
        text((58, 12), "typical size", css="faint"),
    )
