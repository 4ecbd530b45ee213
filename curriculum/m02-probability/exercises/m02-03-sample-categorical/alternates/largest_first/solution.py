import numpy as np


def sample_categorical(p, n, rng):
    order = np.argsort(-p, kind="stable")  # (V,)
    ends = np.cumsum(p[order])
    return order[np.searchsorted(ends / ends[-1], rng.random(n), side="right")]
