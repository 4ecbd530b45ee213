import numpy as np


def numeric_grad(f, x, h):
    x = np.asarray(x, dtype=np.float64)
    steps = h * np.eye(x.size)
    slopes = [f(x + s.reshape(x.shape)) - f(x - s.reshape(x.shape)) for s in steps]
    return np.reshape(np.array(slopes) / 2 / h, x.shape)
