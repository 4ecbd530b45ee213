import numpy as np


def numeric_grad(f, x, h):
    point = x if x.dtype == np.float64 else x.astype(np.float64)
    grad = np.zeros(point.shape)
    before = None
    for index in np.ndindex(point.shape):
        if before is not None:
            point[before[0]] = before[1]
        before = index, point[index]
        point[index] = before[1] + h
        above = f(point)
        point[index] = before[1] - h
        grad[index] = (above - f(point)) / (2 * h)
    return grad
