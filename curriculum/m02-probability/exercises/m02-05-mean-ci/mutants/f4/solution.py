import numpy as np


def mean_ci(draw, n, rng):
    x = draw(n, rng).astype(np.float32)
    return float(x.mean()), float(1.96 * x.std(ddof=1) / np.sqrt(n))
