import numpy as np


def mean_ci(draw, n, rng):
    x = draw(n, rng)
    low, high = np.quantile(x, [0.025, 0.975])
    return x.mean(), (high - low) / 2
