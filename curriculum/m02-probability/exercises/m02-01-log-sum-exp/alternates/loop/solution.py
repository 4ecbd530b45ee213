import math

import numpy as np


def line(entries):
    top = max(entries)
    if top == -math.inf:
        return top
    return top + math.log(sum(math.exp(entry - top) for entry in entries))


def log_sum_exp(x, axis):
    return np.apply_along_axis(line, axis, x)
