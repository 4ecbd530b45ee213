import numpy as np


def mean_ci(draw, n, rng):
    x = draw(n, rng)
    return x.mean(), x.std(ddof=1) / np.sqrt(n)
