import numpy as np


def log_sum_exp(x, axis):
    x = x.astype(np.float32)
    top = x.max(axis=axis, keepdims=True)
    shift = np.where(np.isfinite(top), top, np.float32(0))
    return np.float64(np.log(np.exp(x - shift).sum(axis=axis)) + shift.squeeze(axis))
