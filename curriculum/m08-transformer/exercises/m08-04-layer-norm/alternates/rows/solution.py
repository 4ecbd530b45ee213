"""Written otherwise: row by row, with np.var, and a table of slopes for the way back."""

import numpy as np


def layer_norm(x, gain, bias, eps=1e-5):
    D = x.shape[-1]
    rows = x.reshape(-1, D)
    out = np.empty_like(rows)
    for i, row in enumerate(rows):
        out[i] = (row - row.sum() / D) / (np.var(row) + eps) ** 0.5 * gain + bias
    return out.reshape(x.shape)


def layer_norm_backward(x, gain, dy, eps=1e-5):
    D = x.shape[-1]
    dx = np.empty_like(x)
    dgain, dbias = np.zeros(D), np.zeros(D)
    for place in np.ndindex(*x.shape[:2]):
        c = x[place] - x[place].mean()
        root = (c @ c / D + eps) ** 0.5
        table = (np.eye(D) - 1 / D) / root - np.outer(c, c) / (D * root**3)  # (D, D), symmetric
        dx[place] = table @ (gain * dy[place])
        dgain += dy[place] * c / root
        dbias += dy[place]
    return dx, dgain, dbias
