import numpy as np


def halve(x):
    if x.dtype != np.float64:
        return x / 2
    x /= 2
    return x
