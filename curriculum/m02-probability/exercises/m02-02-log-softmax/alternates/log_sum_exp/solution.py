import numpy as np


def log_sum_exp(z):
    top = z.max(axis=-1)  # (N,)
    return top + np.log(np.exp(z - top[:, None]).sum(axis=-1))


def log_softmax(z):
    return z - log_sum_exp(z)[:, None]
