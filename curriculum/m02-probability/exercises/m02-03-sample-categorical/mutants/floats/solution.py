import numpy as np


def sample_categorical(p, n, rng):
    ends = np.cumsum(p)
    ends = ends / ends[-1]
    out = np.zeros(n)
    for i in range(n):
        out[i] = np.searchsorted(ends, rng.random(), side="right")
    return out
