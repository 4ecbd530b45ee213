import numpy as np


def sample_categorical(p, n, rng):
    ends = np.cumsum(p)[:-1] / np.sum(p)  # (V-1,)
    ends = np.where(np.cumsum(p[::-1])[::-1][1:] > 0, ends, 1.0)
    u = rng.random(n)[:, np.newaxis]  # (n, 1)
    return (u >= ends).sum(axis=1)
