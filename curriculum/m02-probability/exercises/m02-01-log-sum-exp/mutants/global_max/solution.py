import numpy as np


def log_sum_exp(x, axis):
    top = x.max()
    shift = top if np.isfinite(top) else 0.0
    return np.log(np.exp(x - shift).sum(axis=axis)) + shift
