import numpy as np


def numeric_grad(f, x, h):
    if x.dtype != np.float64:
        x = x.astype(np.float64)
    grad = np.empty(x.shape)
    for index, here in np.ndenumerate(x):
        x[index] = here + h
        above = f(x)
        x[index] = here - h
        below = f(x)
        x[index] = here
        grad[index] = (above - below) / (2 * h)
    return grad
