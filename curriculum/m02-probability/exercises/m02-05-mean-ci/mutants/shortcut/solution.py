import numpy as np


def mean_ci(draw, n, rng):
    x = draw(n, rng)
    variance = (np.mean(x**2) - np.mean(x) ** 2) * n / (n - 1)
    return x.mean(), 1.96 * np.sqrt(variance / n)
