import numpy as np


def entropy_bits(p):
    p[p == 0] = 1.0
    return -np.sum(p * np.log2(p))
