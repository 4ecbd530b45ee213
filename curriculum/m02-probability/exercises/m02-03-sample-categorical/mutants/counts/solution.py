import numpy as np


def sample_categorical(p, n, rng):
    ends = np.cumsum(p)
    ends = ends / ends[-1]
    draws = np.searchsorted(ends, rng.random(n), side="right")
    return np.bincount(draws, minlength=len(p))
