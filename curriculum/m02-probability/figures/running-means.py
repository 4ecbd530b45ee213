"""The mean of all throws so far, in four evenings with the same die."""

import numpy as np
from drawing import Plane, document, line, path, text

THROWS, EVENINGS = 400, 4
PLANE = Plane(x=(0, THROWS), y=(2.4, 4.6), left=36, right=404, top=16, bottom=196)


def draw() -> str:
    throws = np.random.default_rng(11).integers(1, 7, size=(EVENINGS, THROWS))
    means = throws.cumsum(axis=1) / np.arange(1, THROWS + 1)
    shown = [*range(4, 60), *range(60, THROWS + 1, 5)]
    lines = [
        path([PLANE.at(n, float(mean[n - 1])) for n in shown], "hand" if index == 0 else "curve")
        for index, mean in enumerate(means)
    ]
    last = ", ".join(f"{mean[-1]:.2f}" for mean in means)
    return document(
        "running-means",
        (420, 238),
        "The mean of all throws so far, in four evenings",
        "Four ragged lines over the number of throws, from 4 to 400. They begin between 2.5 and "
        f"4.5, cross each other, and close in on 3.5; after 400 throws they stand at {last}.",
        PLANE.levels({3: "3", 4: "4"}),
        line(PLANE.at(0, 3.5), PLANE.at(THROWS, 3.5), "dash"),
        text((28, PLANE.at(0, 3.5)[1] + 4), "3.5", anchor="end"),
        line(PLANE.at(0, 2.4), PLANE.at(THROWS, 2.4), "axis"),
        PLANE.ticks({0: "0", 100: "100", 200: "200", 300: "300", 400: "400"}),
        *lines,
        text((44, 12), "mean so far", css="faint"),
        text((220, 234), "throws", anchor="middle", css="faint"),
    )
