"""Independent references: example by example."""

import math

import numpy as np


def whole(micro):
    """Every example of a part is given the part's mean gradient; then the mean over all of them."""
    rows = [g.ravel().tolist() for g, n in micro for _ in range(n)]
    means = [math.fsum(column) / len(rows) for column in zip(*rows, strict=True)]
    return np.array(means).reshape(micro[0][0].shape)


def line_gradient(X, y, w):
    """Gradient of the mean of (x · w − y)² / 2 over the rows of X, one row at a time."""
    columns = [[] for _ in w]
    for row, target in zip(X.tolist(), y.tolist(), strict=True):
        error = math.fsum(a * b for a, b in zip(row, w, strict=True)) - target
        for column, a in zip(columns, row, strict=True):
            column.append(error * a)
    return np.array([math.fsum(column) / len(y) for column in columns])
