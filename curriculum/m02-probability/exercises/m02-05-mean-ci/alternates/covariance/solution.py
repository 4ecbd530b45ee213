import numpy as np


def mean_ci(draw, n, rng):
    x = draw(n, rng)
    return np.mean(x), 1.96 * np.sqrt(np.cov(x) / n)
