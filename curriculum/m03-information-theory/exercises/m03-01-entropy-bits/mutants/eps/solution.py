import numpy as np


def entropy_bits(p):
    return -np.sum(p * np.log2(p + 1e-12))
