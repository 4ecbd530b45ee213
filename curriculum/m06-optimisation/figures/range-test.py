"""A range test of a small language model on stories: the loss while the rate grows."""

from math import log10, sqrt

import numpy as np
from drawing import Plane, document, path, text

from apps.sandbox import stories

C, E, H, BATCH = 4, 8, 48, 64
FIRST, LAST, STEPS, KEEP = 1e-3, 30.0, 250, 0.85
PLANE = Plane((-3, 1), (2, 8), 48, 404, 20, 206)


class Model:
    """Four characters, looked up, one tanh layer, scores for the next."""

    def __init__(self) -> None:
        text, _ = stories.write(60_000, 7)
        letters = sorted(set(text))
        self.ids = np.array([letters.index(c) for c in text])
        rng, V = np.random.default_rng(0), len(letters)
        self.table = rng.normal(size=(V, E))
        self.W1 = rng.normal(size=(C * E, H)) * (5 / 3) / sqrt(C * E)
        self.W2 = rng.normal(size=(H, V)) * 0.01
        self.b1, self.b2 = np.zeros(H), np.zeros(V)

    def step(self, ends: np.ndarray, rate: float) -> float:
        """Bits a character on these places, before a step of gradient descent on them."""
        X, y, rows = self.ids[ends[:, None] - np.arange(C, 0, -1)], self.ids[ends], len(ends)
        x = self.table[X].reshape(rows, -1)
        h = np.tanh(x @ self.W1 + self.b1)
        z = h @ self.W2 + self.b2
        z -= z.max(axis=1, keepdims=True)
        logp = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
        dz = np.exp(logp)
        dz[np.arange(rows), y] -= 1
        dz *= rate / rows
        da = dz @ self.W2.T * (1 - h**2)
        dx = (da @ self.W1.T).reshape(*X.shape, E)
        self.W2 -= h.T @ dz
        self.W1 -= x.T @ da
        self.b1 -= da.sum(axis=0)
        self.b2 -= dz.sum(axis=0)
        np.subtract.at(self.table, X, dx)
        return float(-logp[np.arange(rows), y].mean() / np.log(2))


def ramp() -> list[tuple[float, float]]:
    """(rate, loss) of each step, until the loss has left the picture."""
    model, rng, found = Model(), np.random.default_rng(1), []
    for step in range(STEPS):
        rate = FIRST * (LAST / FIRST) ** (step / STEPS)
        ends = rng.integers(C, len(model.ids), size=BATCH)
        found.append((rate, model.step(ends, rate)))
        if found[-1][1] > 8:
            break
    return found


def smooth(found: list[tuple[float, float]]) -> list[tuple[float, float]]:
    level, out = found[0][1], []
    for rate, loss in found:
        level = KEEP * level + (1 - KEEP) * loss
        out.append((rate, level))
    return out


def curve(found: list[tuple[float, float]], css: str) -> str:
    return path([PLANE.at(log10(rate), min(loss, 8)) for rate, loss in found], css)


def draw() -> str:
    found = ramp()
    return document(
        "range-test",
        (420, 250),
        "A range test of a small language model",
        "Bits a character against the rate, which grows from 0.001 on a logarithmic axis. The "
        "loss stays near 5.6 up to a rate of about 0.01, falls to about 3.4 near a rate of 2, with "
        "jumps from batch to batch, and beyond 3 rises out of the picture.",
        PLANE.levels({2: "2", 4: "4", 6: "6", 8: "8"}),
        PLANE.ticks({-3: "0.001", -2: "0.01", -1: "0.1", 0: "1", 1: "10"}),
        curve(found, "axis"),
        curve(smooth(found), "hand"),
        text((226, 244), "rate", anchor="middle", css="faint"),
        text((48, 12), "bits a character", css="faint"),
    )
