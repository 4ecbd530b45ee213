import numpy as np


def log_sum_exp(x, axis):
    top = x.max(axis=axis, keepdims=True)
    shift = np.where(np.isfinite(top), top, 0.0)
    return np.log(np.exp(x - shift).sum(axis=axis))
