import numpy as np


def log_sum_exp(x, axis):
    top = x.max(axis=-1, keepdims=True)
    shift = np.where(np.isfinite(top), top, 0.0)
    return np.log(np.exp(x - shift).sum(axis=-1)) + shift[..., 0]
