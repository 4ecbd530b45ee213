import numpy as np


def halve(x):
    out = np.empty_like(x)
    for i in range(len(x)):
        out[i] = x[i] / 2
    return out
