import numpy as np


def sample_categorical(p, n, rng):
    draws = np.searchsorted(np.cumsum(p), rng.random(n), side="right")
    return np.minimum(draws, len(p) - 1)
