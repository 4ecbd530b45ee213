"""An independent reference: a lane and a cell at a time, in Python's own floats."""

import math

import numpy as np


def sigmoid(a):
    small = math.exp(-abs(a))
    return 1 / (1 + small) if a >= 0 else small / (1 + small)


def step(x, h, c, P):
    """New h and c, (B, D)."""
    B, D = h.shape
    Wx, Wh, b = P["Wx"].tolist(), P["Wh"].tolist(), P["b"].tolist()
    new_h, new_c = np.zeros((B, D)), np.zeros((B, D))
    for lane in range(B):
        read, state = x[lane].tolist(), h[lane].tolist()
        a = [
            math.fsum([u * row[k] for u, row in zip(read, Wx)])
            + math.fsum([s * row[k] for s, row in zip(state, Wh)])
            + b[k]
            for k in range(4 * D)
        ]
        for d in range(D):
            i, f, g, o = a[d], a[D + d], a[2 * D + d], a[3 * D + d]
            new_c[lane, d] = sigmoid(f) * c[lane, d] + sigmoid(i) * math.tanh(g)
            new_h[lane, d] = sigmoid(o) * math.tanh(new_c[lane, d])
    return new_h, new_c


def forward(X, h0, c0, P):
    """Every h and every c, (T, B, D) each."""
    H, C = [], []
    h, c = h0, c0
    for x in X:
        h, c = step(x, h, c, P)
        H.append(h)
        C.append(c)
    return np.array(H), np.array(C)
