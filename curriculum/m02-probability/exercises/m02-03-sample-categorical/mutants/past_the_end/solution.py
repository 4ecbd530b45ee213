import numpy as np


def sample_categorical(p, n, rng):
    return np.searchsorted(np.cumsum(p), rng.random(n), side="right")
