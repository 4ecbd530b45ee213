"""Independent references: row by row, in Python's own floats or in whole-array formulas."""

import math

import numpy as np


def log_softmax_row(row):
    """One row: how far each score is below the logarithm of the sum of exponentials."""
    top = max(float(s) for s in row)
    rest = math.fsum(math.exp(float(s) - top) for s in row)
    return [float(s) - top - math.log(rest) for s in row]


def log_softmax(z):
    return np.array([log_softmax_row(row) for row in z])


def probabilities(rng, N, V):
    """N distributions over V outcomes, one a row, none of them tiny."""
    p = rng.uniform(0.05, 1.0, size=(N, V))
    return p / p.sum(axis=1, keepdims=True)
