from collections.abc import Callable

import numpy as np


def numeric_grad(f: Callable[[np.ndarray], float], x: np.ndarray, h: float) -> np.ndarray:
    """The gradient of f at x by central differences of step h, shape of x."""
    point = np.array(x, dtype=np.float64)  # shape of x: a copy that can hold x + h
    grad = np.zeros(point.shape)  # shape of x
    for index in np.ndindex(point.shape):
        here = point[index]
        point[index] = here + h
        above = f(point)
        point[index] = here - h
        below = f(point)
        point[index] = here  # back to the bit, before the next entry moves
        grad[index] = (above - below) / (2 * h)
    return grad
