import numpy as np


def mean_ci(draw, n, rng):
    x = draw(n, rng)
    return x.mean(), 1.96 * x.std() / np.sqrt(n)
