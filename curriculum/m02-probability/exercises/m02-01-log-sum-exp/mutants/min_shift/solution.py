import numpy as np


def log_sum_exp(x, axis):
    low = x.min(axis=axis, keepdims=True)
    shift = np.where(np.isfinite(low), low, 0.0)
    return np.log(np.exp(x - shift).sum(axis=axis)) + shift.squeeze(axis)
