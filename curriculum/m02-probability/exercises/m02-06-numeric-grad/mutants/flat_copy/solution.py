import numpy as np


def numeric_grad(f, x, h):
    x = x if x.dtype == np.float64 else x.astype(np.float64)
    flat = x.reshape(-1)
    grad = np.zeros(flat.size)
    for i in range(flat.size):
        here = flat[i]
        flat[i] = here + h
        above = f(x)
        flat[i] = here - h
        below = f(x)
        flat[i] = here
        grad[i] = (above - below) / (2 * h)
    return grad.reshape(x.shape)
