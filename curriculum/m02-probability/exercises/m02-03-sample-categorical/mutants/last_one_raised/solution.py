import numpy as np


def sample_categorical(p, n, rng):
    ends = np.cumsum(p)
    ends[-1] = 1.0
    return np.searchsorted(ends, rng.random(n), side="right")
