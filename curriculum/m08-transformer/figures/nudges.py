"""How much of a nudge arrives behind L random layers: replaced, or added to."""

import math

import numpy as np
from drawing import Plane, document, path, text

WIDTH, DRAWS, MOST = 64, 30, 24
PLANE = Plane((1, MOST), (-4, 2), 62, 400, 20, 220)


def normalised(x: np.ndarray) -> np.ndarray:
    return (x - x.mean()) / np.sqrt(x.var() + 1e-5)


def passed(size: float, add: bool) -> list[float]:
    """log10 of what is left of a nudge behind 1 to 24 layers, the middle of many draws."""
    rng = np.random.default_rng(1)
    left = np.zeros((DRAWS, MOST))
    for row in left:
        x, e = rng.normal(size=(2, WIDTH))
        moved = x + 1e-6 * e / np.linalg.norm(e)
        for k in range(MOST):
            w = rng.normal(size=(WIDTH, WIDTH)) * size / math.sqrt(WIDTH)
            if add:
                x, moved = (each + np.tanh(normalised(each) @ w) for each in (x, moved))
            else:
                x, moved = (np.tanh(each @ w) for each in (x, moved))
            row[k] = np.linalg.norm(moved - x) / 1e-6
    return [max(-4.0, float(value)) for value in np.log10(np.median(left, axis=0))]


def curve(values: list[float], css: str) -> str:
    """As far as the frame reaches."""
    inside = [value for value in values if value > -4] + ([-4.0] if min(values) <= -4 else [])
    return path([PLANE.at(k, value) for k, value in enumerate(inside, start=1)], css)


def draw() -> str:
    half, one, added = passed(0.5, False), passed(1.0, False), passed(1.0, True)
    added_half = passed(0.5, True)
    return document(
        "nudges",
        (420, 274),
        "How much of a nudge arrives behind 1 to 24 layers",
        "Logarithmic scale. With layers that replace and weights of half size the nudge falls to a "
        f"ten-thousandth within 13 layers; with full size to {10 ** one[-1]:.2f} behind 24. "
        f"With pre-norm layers that add it grows to {10 ** added_half[-1]:.1f} and "
        f"{10 ** added[-1]:.1f}.",
        PLANE.levels({-4: "0.0001", -3: "0.001", -2: "0.01", -1: "0.1", 0: "1", 1: "10", 2: "100"}),
        PLANE.ticks({1: "1", 6: "6", 12: "12", 18: "18", 24: "24"}),
        curve(half, "curve"),
        curve(one, "curve"),
        curve(added, "hand"),
        curve(added_half, "hand"),
        text(PLANE.at(15, 1.1), "added, with norms", anchor="middle"),
        text(PLANE.at(15.5, -1.25), "replaced, weights 1", anchor="middle"),
        text(PLANE.at(9.5, -2.2), "replaced, weights ½"),
        text((231, 262), "layers", anchor="middle", css="faint"),
    )
