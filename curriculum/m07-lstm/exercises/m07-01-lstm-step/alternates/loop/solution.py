import math

import numpy as np

Params = dict[str, np.ndarray]  # Wx (E, 4D), Wh (D, 4D), b (4D,); columns i, f, g, o


def gate(a: float) -> float:
    return 1 / (1 + math.exp(-a)) if a > 0 else math.exp(a) / (1 + math.exp(a))


def lstm_step(
    x: np.ndarray, h: np.ndarray, c: np.ndarray, P: Params
) -> tuple[np.ndarray, np.ndarray]:
    """A lane and a cell at a time."""
    B, D = h.shape
    new_h, new_c = np.empty((B, D)), np.empty((B, D))
    for lane in range(B):
        sums = P["Wx"].T @ x[lane] + P["Wh"].T @ h[lane] + P["b"]  # (4D,)
        for d in range(D):
            keep, let_in = gate(sums[D + d]), gate(sums[d])
            new_c[lane, d] = keep * c[lane, d] + let_in * math.tanh(sums[2 * D + d])
            new_h[lane, d] = gate(sums[3 * D + d]) * math.tanh(new_c[lane, d])
    return new_h, new_c
