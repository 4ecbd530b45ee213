import numpy as np


def sample_categorical(p, n, rng):
    ends = np.cumsum(p)
    ends = ends / ends[-1]
    u = (np.arange(n) + rng.random(n)) / n
    return rng.permutation(np.searchsorted(ends, u, side="right"))
