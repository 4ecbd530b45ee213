import numpy as np


def sample_categorical(p, n, rng):
    ends = np.round(np.cumsum(p) * n)
    return rng.permutation(np.searchsorted(ends, np.arange(n), side="right"))
