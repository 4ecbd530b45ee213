import numpy as np


def log_sum_exp(x, axis):
    shift = np.nan_to_num(np.max(x, axis=axis), neginf=0.0)
    total = np.exp(x - np.expand_dims(shift, axis)).sum(axis)
    return np.log(total) + shift
