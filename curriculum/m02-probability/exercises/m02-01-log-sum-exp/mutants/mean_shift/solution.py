import numpy as np


def log_sum_exp(x, axis):
    middle = x.mean(axis=axis, keepdims=True)
    shift = np.where(np.isfinite(middle), middle, 0.0)
    return np.log(np.exp(x - shift).sum(axis=axis)) + shift.squeeze(axis)
