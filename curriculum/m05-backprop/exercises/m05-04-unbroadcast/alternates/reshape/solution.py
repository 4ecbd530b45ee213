import numpy as np


def unbroadcast(g, shape):
    padded = (1,) * (g.ndim - len(shape)) + tuple(shape)
    axes = tuple(i for i in range(g.ndim) if padded[i] == 1)
    return np.sum(g, axis=axes).reshape(shape)
