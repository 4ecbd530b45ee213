"""Independent references: entry by entry in Python's floats; averages of a whole history."""

import math

import numpy as np


def averages(g, m, v, b1, b2):
    """m and v after the gradient g."""
    pairs = zip(g.flat, m.flat, v.flat, strict=True)
    moved = [(mi + (1 - b1) * (gi - mi), vi + (1 - b2) * (gi * gi - vi)) for gi, mi, vi in pairs]
    return tuple(np.array(part).reshape(g.shape) for part in zip(*moved, strict=True))


def direction(m, v, t, b1, b2, eps):
    """The step in learning rates, from m and v as they are after this gradient."""
    whole_m, whole_v = -math.expm1(t * math.log(b1)), -math.expm1(t * math.log(b2))
    steps = [
        mi / whole_m / (math.sqrt(vi / whole_v) + eps)
        for mi, vi in zip(m.flat, v.flat, strict=True)
    ]
    return np.array(steps).reshape(m.shape)


def trajectory(p, gradients, lr, b1, b2, eps, wd):
    """p after each of the gradients: at every step the weighted means of all gradients so far."""
    places = []
    for t in range(1, len(gradients) + 1):
        seen = np.stack(gradients[:t])  # oldest first
        ages = np.arange(t)[::-1]
        mean = np.average(seen, axis=0, weights=b1**ages)
        square = np.average(seen**2, axis=0, weights=b2**ages)
        p = p - lr * (wd * p + mean / (np.sqrt(square) + eps))
        places.append(p)
    return places
