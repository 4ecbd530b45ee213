import numpy as np


def mean_ci(draw, n, rng):
    x = draw(n, rng)
    w = 1.96 * x.std(ddof=1) / np.sqrt(n)
    return x.mean() - w, x.mean() + w
