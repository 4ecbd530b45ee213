import numpy as np


def mean_ci(draw, n, rng):
    mean, squares = 0.0, 0.0
    for i in range(1, n + 1):  # Welford's running mean
        x = float(draw(1, rng)[0])
        step = x - mean
        mean += step / i
        squares += step * (x - mean)
    return mean, 1.959963984540054 * np.sqrt(squares / (n - 1) / n)
