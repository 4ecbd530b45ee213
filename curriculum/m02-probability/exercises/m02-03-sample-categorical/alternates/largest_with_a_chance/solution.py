import numpy as np


def sample_categorical(p, n, rng):
    ends = p.cumsum()
    last = np.flatnonzero(p)[-1]
    return np.minimum(np.searchsorted(ends, rng.random(n), side="right"), last)
