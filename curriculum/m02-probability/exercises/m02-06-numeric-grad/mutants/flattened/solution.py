import numpy as np


def numeric_grad(f, x, h):
    point = np.array(x, dtype=np.float64).ravel()
    grad = np.zeros(point.size)
    for i in range(point.size):
        here = point[i]
        point[i] = here + h
        above = f(point)
        point[i] = here - h
        below = f(point)
        point[i] = here
        grad[i] = (above - below) / (2 * h)
    return grad.reshape(x.shape)
