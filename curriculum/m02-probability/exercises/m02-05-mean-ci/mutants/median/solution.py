import numpy as np


def mean_ci(draw, n, rng):
    x = draw(n, rng)
    return float(np.median(x)), 1.96 * x.std(ddof=1) / np.sqrt(n)
