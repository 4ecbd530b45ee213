import numpy as np


def log_sum_exp(x, axis):
    top = x.max(axis=axis, keepdims=True)
    with np.errstate(all="ignore"):
        small = np.exp(x - top)
        small = np.where(np.isnan(small), 0.0, small)
        return np.squeeze(np.log(small.sum(axis=axis, keepdims=True)) + top, axis)
