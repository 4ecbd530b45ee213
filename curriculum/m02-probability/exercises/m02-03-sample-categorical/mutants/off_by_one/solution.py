import numpy as np


def sample_categorical(p, n, rng):
    starts = np.concatenate([[0.0], np.cumsum(p)])
    starts = starts / starts[-1]
    return np.searchsorted(starts, rng.random(n), side="right")
