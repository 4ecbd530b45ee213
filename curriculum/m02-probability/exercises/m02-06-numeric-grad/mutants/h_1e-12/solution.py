import numpy as np


def numeric_grad(f, x, h):
    h = 1e-12
    point = np.array(x, dtype=np.float64)
    grad = np.zeros(point.shape)
    for index in np.ndindex(point.shape):
        here = point[index]
        point[index] = here + h
        above = f(point)
        point[index] = here - h
        below = f(point)
        point[index] = here
        grad[index] = (above - below) / (2 * h)
    return grad
