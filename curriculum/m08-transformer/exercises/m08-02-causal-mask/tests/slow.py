"""Independent references: a mask by two loops, attention, and functions with a pattern."""

import math

import numpy as np


def mask(T, past=0, *, ahead=0, start=None):
    """By two loops. `ahead` opens so many cells more, `start` is where the first row stands."""
    start = past if start is None else start
    out = np.zeros((T, past + T), dtype=bool)
    for i in range(T):
        for j in range(past + T):
            out[i, j] = j <= start + i + ahead
    return out


def mistakes(T, past):
    """What well-known mistakes give, by the message that names them. Those that agree with another
    one on this size name nothing."""
    right = mask(T, past)
    hidden = right.copy()
    hidden[:, :past] = False
    causes = {
        "future": mask(T, past, ahead=1),
        "strict": mask(T, past, ahead=-1),
        "inverted": ~right,
        "none": np.ones_like(right),
    }
    if past:
        causes |= {"past_ignored": mask(T, past, start=0), "past_hidden": hidden}
    return causes


def attention(Q, K, V, open_cells):
    """One sequence, one query at a time, over its open keys alone."""
    out = np.zeros((len(Q), V.shape[1]))
    for i in range(len(Q)):
        keys = np.flatnonzero(open_cells[i])
        e = np.exp([float(Q[i] @ K[j]) / math.sqrt(Q.shape[1]) for j in keys])
        for weight, j in zip(e / e.sum(), keys, strict=True):
            out[i] += weight * V[j]
    return out


class Mixing:
    """Output i is made of a tanh of the rows that `pattern` names for it, times `strength`."""

    def __init__(self, rng, pattern, D, M, strength=1.0):
        self.pattern = pattern
        self.into = rng.normal(size=(D, M)) / math.sqrt(D)
        self.weights = strength * rng.uniform(0.5, 1.5, size=pattern.shape)

    def __call__(self, x):
        return (self.pattern * self.weights) @ np.tanh(x @ self.into)


def picky(columns):
    """Output i reads number columns[i, j] of row j and no other; none of it where that is -1."""

    def f(x):
        out = np.zeros((len(columns), 2))  # the first never moves
        for i, row in enumerate(columns):
            out[i, 1] = sum(np.sin(x[j, c]) * (j + 1) for j, c in enumerate(row) if c >= 0)
        return out

    return f


def normalised(x):
    """Rows with mean 0 and size 1, rounded so that a shift or a factor changes no bit of them."""
    centred = x - x.mean(axis=1, keepdims=True)
    return np.round(centred / np.sqrt((centred**2).mean(axis=1, keepdims=True)), 6)


def random_pattern(rng, T):
    """(T, T), not symmetric; every row and every column has an open and a closed cell."""
    while True:
        pattern = rng.random((T, T)) < 0.5
        mixed = [0 < n < T for n in (*pattern.sum(axis=0), *pattern.sum(axis=1))]
        if all(mixed) and not np.array_equal(pattern, pattern.T):
            return pattern
