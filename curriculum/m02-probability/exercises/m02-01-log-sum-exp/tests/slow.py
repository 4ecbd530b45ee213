"""Independent references: one line of the array at a time, in Python's own floats."""

import math

import numpy as np


def line(entries):
    """The logarithm of the sum of exponentials of one line."""
    top = max(entries)
    if top == -math.inf:
        return -math.inf
    return top + math.log(math.fsum(math.exp(entry - top) for entry in entries))


def along(x, axis, function):
    """`function` of every line of x along `axis`, as an array without that axis."""
    lines = np.moveaxis(x, axis, -1)
    out = np.empty(lines.shape[:-1])
    for index in np.ndindex(out.shape):
        out[index] = function([float(entry) for entry in lines[index]])
    return out


def log_sum_exp(x, axis):
    return along(x, axis, line)
