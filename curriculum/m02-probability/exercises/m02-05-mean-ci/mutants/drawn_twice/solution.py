import numpy as np


def mean_ci(draw, n, rng):
    mean = draw(n, rng).mean()
    return mean, 1.96 * draw(n, rng).std(ddof=1) / np.sqrt(n)
