import numpy as np


def sample_categorical(p, n, rng):
    ends = np.cumsum(p)
    ends = ends / ends[-1]
    return np.full(n, np.searchsorted(ends, rng.random(), side="right"))
