import numpy as np


def unbroadcast(g, shape):
    return np.full(shape, g.sum())
