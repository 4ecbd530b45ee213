"""The size of the values through 20 linear layers, for three sizes of weights."""

from math import log10

import numpy as np
from drawing import Plane, document, path, text

D, LAYERS, N = 100, 20, 200
PLANE = Plane((0, LAYERS), (-22, 22), 62, 404, 20, 226)


def sizes(s: float) -> list[float]:
    """Root mean square of the input and after each layer, with weights of standard deviation s."""
    rng = np.random.default_rng(0)
    h = rng.normal(size=(N, D))
    found = [float(np.sqrt(np.mean(h**2)))]
    for _ in range(LAYERS):
        h = h @ (s * rng.normal(size=(D, D)))
        found.append(float(np.sqrt(np.mean(h**2))))
    return found


def curve(s: float, css: str) -> str:
    return path([PLANE.at(layer, log10(size)) for layer, size in enumerate(sizes(s))], css)


def draw() -> str:
    marks = {-20.0: "10⁻²⁰", -10.0: "10⁻¹⁰", 0.0: "1", 10.0: "10¹⁰", 20.0: "10²⁰"}
    return document(
        "layers-scale",
        (420, 270),
        "The size of the values through 20 linear layers",
        "On a logarithmic scale against the number of layers, for 100 units a layer. With weights "
        "of standard deviation 1 the size rises in a straight line from 1 to 10 to the 20. With "
        "0.01 it falls in a straight line to 10 to the minus 20. With 0.1 it stays at 1.",
        PLANE.levels(marks),
        path([PLANE.at(0, -22), PLANE.at(LAYERS, -22)], "axis"),
        PLANE.ticks({0: "0", 5: "5", 10: "10", 15: "15", 20: "20"}),
        curve(1, "dash"),
        curve(0.01, "hand"),
        curve(0.1, "curve"),
        text(PLANE.at(9.2, 13), "standard deviation 1", anchor="end"),
        text(PLANE.at(9.2, -14), "0.01", anchor="end"),
        text(PLANE.at(19.6, 1.6), "0.1 = 1/√*D*", anchor="end"),
        text((233, 264), "layers", anchor="middle", css="faint"),
        text((62, 12), "typical size", css="faint"),
    )
