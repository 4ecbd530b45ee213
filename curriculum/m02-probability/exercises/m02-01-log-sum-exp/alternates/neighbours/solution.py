import numpy as np


def add(a, b):
    """The logarithm of exp(a) + exp(b), entry by entry."""
    high, low = np.maximum(a, b), np.minimum(a, b)
    gap = np.zeros_like(high)
    np.subtract(low, high, out=gap, where=np.isfinite(high))
    return high + np.log1p(np.where(np.isfinite(high), np.exp(gap), 0.0))


def log_sum_exp(x, axis):
    lines = np.moveaxis(x, axis, 0)
    total = lines[0]
    for entry in lines[1:]:
        total = add(total, entry)
    return total
