import numpy as np


def numeric_grad(f, x, h):
    up = np.array(x, dtype=np.float64)
    down = np.array(x, dtype=np.float64)
    grad = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        up[index] += h
        down[index] -= h
        grad[index] = (f(up) - f(down)) / (2 * h)
    return grad
