import numpy as np


def entropy_bits(p):
    return np.log2(np.count_nonzero(p))
