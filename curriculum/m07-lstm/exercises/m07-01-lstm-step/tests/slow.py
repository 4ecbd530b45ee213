"""An independent reference: a lane and a cell at a time, in Python's own floats."""

import math

import numpy as np


def sigmoid(a):
    small = math.exp(-abs(a))
    return 1 / (1 + small) if a >= 0 else small / (1 + small)


def sums(x, h, P):
    """a (B, 4D), entry by entry."""
    Wx, Wh, b = P["Wx"].tolist(), P["Wh"].tolist(), P["b"].tolist()
    rows = []
    for read, state in zip(x.tolist(), h.tolist()):
        rows.append([
            math.fsum([u * row[k] for u, row in zip(read, Wx)])
            + math.fsum([s * row[k] for s, row in zip(state, Wh)])
            + b[k]
            for k in range(len(b))
        ])  # fmt: skip
    return rows


def step(x, h, c, P):
    """New h and c, (B, D)."""
    B, D = h.shape
    new_h, new_c = np.zeros((B, D)), np.zeros((B, D))
    for lane, a in enumerate(sums(x, h, P)):
        for d in range(D):
            i, f, g, o = a[d], a[D + d], a[2 * D + d], a[3 * D + d]
            new_c[lane, d] = sigmoid(f) * c[lane, d] + sigmoid(i) * math.tanh(g)
            new_h[lane, d] = sigmoid(o) * math.tanh(new_c[lane, d])
    return new_h, new_c
