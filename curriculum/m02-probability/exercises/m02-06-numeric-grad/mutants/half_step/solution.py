import numpy as np


def numeric_grad(f, x, h):
    point = np.array(x, dtype=np.float64)
    grad = np.zeros(point.shape)
    for index in np.ndindex(point.shape):
        here = point[index]
        point[index] = here + h / 2
        above = f(point)
        point[index] = here - h / 2
        below = f(point)
        point[index] = here
        grad[index] = (above - below) / h
    return grad
