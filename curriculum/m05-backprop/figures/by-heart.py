"""Two trainings on one line of text: right gradients, and one of them with the wrong sign."""

from math import log10

import numpy as np
from drawing import Plane, document, path, text

TEXT = "a small fox ran under the wide gate at noon."
C, E, H, STEPS = 4, 4, 24, 300
PLANE = Plane((0, STEPS), (-2, 1.4), 58, 404, 20, 206)


def losses(factor: float) -> list[float]:
    """Bits a character before each step; `factor` of the hidden layer's gradient: 1 is right."""
    letters = sorted(set(TEXT))
    ids = np.array([letters.index(c) for c in TEXT])
    X = np.stack([ids[i : len(ids) - C + i] for i in range(C)], axis=1)  # (N, C)
    y, V = ids[C:], len(letters)
    rng, rows = np.random.default_rng(0), np.arange(len(y))
    table = rng.normal(size=(V, E))
    W1 = rng.normal(size=(C * E, H)) / np.sqrt(C * E)
    W2 = rng.normal(size=(H, V)) * 0.01
    found = []
    for _ in range(STEPS + 1):
        x = table[X].reshape(len(X), -1)
        h = np.tanh(x @ W1)
        z = h @ W2
        logp = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
        found.append(float(-logp[rows, y].mean() / np.log(2)))
        dz = np.exp(logp)
        dz[rows, y] -= 1
        dz /= len(y)
        da = dz @ W2.T * (1 - h**2)
        dx = (da @ W1.T).reshape(*X.shape, E)
        W2 -= h.T @ dz
        W1 -= factor * x.T @ da
        np.subtract.at(table, X, dx)
    return found


def curve(found: list[float], css: str) -> str:
    points = [PLANE.at(i, log10(max(loss, 0.01))) for i, loss in enumerate(found)][::3]
    return path(points, css)


def draw() -> str:
    uniform = log10(np.log2(len(set(TEXT))))
    marks = {-2.0: "0.01", -1.0: "0.1", 0.0: "1", 1.0: "10"}
    return document(
        "by-heart",
        (420, 250),
        "Two trainings on one line of text",
        "Bits a character over 300 steps, on a logarithmic scale. Both begin at 4.25. With right "
        "gradients the loss falls steadily to 0.01. With the hidden layer's gradient of the wrong "
        "sign it falls for some steps, rises again and stays between 2 and 4.",
        PLANE.levels(marks),
        PLANE.ticks({0: "0", 100: "100", 200: "200", 300: "300"}),
        path([PLANE.at(0, uniform), PLANE.at(STEPS, uniform)], "dash"),
        curve(losses(1), "curve"),
        curve(losses(-0.3), "hand"),
        text(PLANE.at(250, uniform + 0.1), "log2 V"),
        text(PLANE.at(290, 0.1), "wrong sign in one gradient", anchor="end"),
        text(PLANE.at(110, -1.2), "right"),
        text((231, 244), "steps", anchor="middle", css="faint"),
        text((58, 12), "bits a character", css="faint"),
    )
