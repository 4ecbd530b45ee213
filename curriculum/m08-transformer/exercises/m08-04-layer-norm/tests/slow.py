"""An independent reference: one row at a time, in Python's own floats, with room for mistakes."""

import math

import numpy as np


def row(values, eps):
    """One row, normalised."""
    mean = math.fsum(values) / len(values)
    variance = math.fsum((v - mean) ** 2 for v in values) / len(values)
    return [(v - mean) / math.sqrt(variance + eps) for v in values]


def layer_norm(x, gain, bias, eps=1e-5):
    out = np.zeros(x.shape)
    for place in np.ndindex(*x.shape[:2]):
        normed = row([float(v) for v in x[place]], eps)
        out[place] = [g * v + b for g, v, b in zip(gain, normed, bias, strict=True)]
    return out


def normed(x, axes=-1, eps=1e-5, centre=True, ddof=0, divide=None):
    """Normalised over other axes, or in another way: what well-known mistakes do."""
    away = x - x.mean(axis=axes, keepdims=True) if centre else x
    spread = (away**2).mean(axis=axes, keepdims=True)
    if ddof:
        spread = spread * x.shape[-1] / (x.shape[-1] - ddof)
    return away / (np.sqrt(spread + eps) if divide is None else divide(spread, eps))


def moved(x, gain, dy, eps, h=1e-6):
    """How the loss, the sum of dy times the output, moves with each entry of x."""
    slope = np.zeros(x.shape)
    for place in np.ndindex(*x.shape[:2]):
        for d in range(x.shape[2]):
            ends = []
            for step in (h, -h):
                values = [float(v) for v in x[place]]
                values[d] += step
                terms = zip(dy[place], gain, row(values, eps), strict=True)
                ends.append(math.fsum(s * g * v for s, g, v in terms))
            slope[place][d] = (ends[0] - ends[1]) / (2 * h)
    return slope
