import numpy as np


def mean_ci(draw, n, rng):
    mean, squares = 0.0, 0.0
    draws = (float(x) for start in range(0, n, 8) for x in draw(min(8, n - start), rng))
    for i, x in enumerate(draws, start=1):  # Welford's running mean
        step = x - mean
        mean += step / i
        squares += step * (x - mean)
    return mean, 1.959963984540054 * np.sqrt(squares / (n - 1) / n)
