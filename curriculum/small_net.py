"""The net of 64 ReLU units whose training module 6 looks at: dead units, sweeps of the rate."""

import numpy as np

N, INPUTS, H = 256, 8, 64


def training(rate: float, steps: int) -> list[tuple[float, float]]:
    """(loss, share of dead units) before each step and after the last."""
    rng = np.random.default_rng(0)
    x = rng.normal(size=(N, INPUTS))
    t = np.sin(0.7 * x @ rng.normal(size=(INPUTS, 1)))
    rng = np.random.default_rng(1)
    W1, b1 = rng.normal(size=(INPUTS, H)) * 0.5, np.zeros(H)
    W2 = rng.normal(size=(H, 1)) / 8
    found = []
    for _ in range(steps + 1):
        h = np.maximum(x @ W1 + b1, 0)
        error = h @ W2 - t
        found.append((float(np.mean(error**2)), float((h == 0).all(axis=0).mean())))
        dy = 2 * error / N
        da = dy @ W2.T * (h > 0)
        W2 -= rate * h.T @ dy
        W1 -= rate * x.T @ da
        b1 -= rate * da.sum(axis=0)
    return found
