import math

import numpy as np


def log_softmax(z):
    out = np.zeros_like(z)
    for n, row in enumerate(z):
        top = row.max()
        out[n] = row - (top + math.log(sum(math.exp(s - top) for s in row)))
    return out
