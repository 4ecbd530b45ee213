import numpy as np


def numeric_grad(f, x, h):
    point = np.array(x, dtype=np.float64)
    grad = np.zeros(point.shape)
    middle = f(point)
    for index in np.ndindex(point.shape):
        here = point[index]
        point[index] = here - h
        grad[index] = (middle - f(point)) / h
        point[index] = here
    return grad
