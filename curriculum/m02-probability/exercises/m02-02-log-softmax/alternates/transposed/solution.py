import numpy as np


def log_softmax(z):
    columns = z.T - z.max(axis=1)  # (V, N)
    return (columns - np.log(np.exp(columns).sum(axis=0))).T
