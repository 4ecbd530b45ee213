import numpy as np


def log_sum_exp(x, axis):
    return np.log(np.exp(x).sum(axis=axis))
