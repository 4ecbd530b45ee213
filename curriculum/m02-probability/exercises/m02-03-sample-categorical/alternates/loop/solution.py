import numpy as np


def one(p, u):
    for v, chance in enumerate(p):
        u -= chance
        if u < 0:
            return v
    return max(v for v, chance in enumerate(p) if chance > 0)  # rounding ate the last of it


def sample_categorical(p, n, rng):
    p = [float(chance) for chance in p]
    return np.array([one(p, rng.random()) for _ in range(n)], dtype=np.int64)
