import numpy as np


def sample_categorical(p, n, rng):
    rng = np.random.default_rng(0)
    ends = np.cumsum(p)
    ends = ends / ends[-1]
    return np.searchsorted(ends, rng.random(n), side="right")
