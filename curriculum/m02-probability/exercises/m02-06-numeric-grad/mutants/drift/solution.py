import numpy as np


def numeric_grad(f, x, h):
    point = x if x.dtype == np.float64 else x.astype(np.float64)
    grad = np.zeros(point.shape)
    for index in np.ndindex(point.shape):
        point[index] += h
        above = f(point)
        point[index] -= 2 * h
        below = f(point)
        point[index] += h
        grad[index] = (above - below) / (2 * h)
    return grad
