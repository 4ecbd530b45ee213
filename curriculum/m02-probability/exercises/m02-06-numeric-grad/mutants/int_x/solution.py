import numpy as np


def numeric_grad(f, x, h):
    point = x.copy()
    grad = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        here = point[index]
        point[index] = here + h
        above = f(point)
        point[index] = here - h
        below = f(point)
        point[index] = here
        grad[index] = (above - below) / (2 * h)
    return grad
