import numpy as np


def xlogy(x, y):
    """x * ln y, and 0 wherever x is 0."""
    return x * np.log(y, out=np.zeros_like(y), where=x > 0)


def entropy_bits(p):
    return abs(float(xlogy(p, p).sum())) / np.log(2)
