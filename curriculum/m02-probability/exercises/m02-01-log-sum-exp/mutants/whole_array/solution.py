import numpy as np


def log_sum_exp(x, axis):
    shift = x.max() if np.isfinite(x.max()) else 0.0
    return np.log(np.exp(x - shift).sum()) + shift
