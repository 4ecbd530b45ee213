import numpy as np


def sample_categorical(p, n, rng):
    np.cumsum(p, out=p)
    p /= p[-1]
    return np.searchsorted(p, rng.random(n), side="right")
