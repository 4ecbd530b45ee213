import numpy as np


def log_sum_exp(x, axis):
    top = x.max(axis=axis, keepdims=True)
    shift = np.where(np.isfinite(top), top, 0.0)
    with np.errstate(divide="ignore"):
        return (np.log(np.exp(x - shift).sum(axis=axis, keepdims=True)) + shift).squeeze()
