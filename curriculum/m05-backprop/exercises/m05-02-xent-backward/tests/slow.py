"""Independent references: row by row, in Python's own floats."""

import math

import numpy as np


def surprises(z, y):
    """-ln p of what came, for each row."""
    out = []
    for row, came in zip(z.tolist(), y.tolist()):
        top = max(row)
        total = math.fsum(math.exp(score - top) for score in row)
        out.append(top - row[came] + math.log(total))
    return np.array(out)


def loss(z, y):
    return math.fsum(surprises(z, y)) / len(z)


def probabilities(z):
    """Softmax of each row."""
    rows = []
    for row in z.tolist():
        weights = [math.exp(score - max(row)) for score in row]
        total = math.fsum(weights)
        rows.append([weight / total for weight in weights])
    return np.array(rows)


def one_hot(y, V):
    return (np.arange(V) == y[:, None]).astype(float)


def gradient(z, y):
    return (probabilities(z) - one_hot(y, z.shape[1])) / len(z)


def slope(function, place, h=1e-5):
    """How fast `function` moves as each entry of `place` moves: (f(z+h) - f(z-h)) / 2h."""
    out = np.zeros_like(place)
    for index in np.ndindex(place.shape):
        up, down = place.copy(), place.copy()
        up[index] += h
        down[index] -= h
        out[index] = (function(up) - function(down)) / (2 * h)
    return out
