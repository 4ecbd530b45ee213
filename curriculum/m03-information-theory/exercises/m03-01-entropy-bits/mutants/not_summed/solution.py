import numpy as np


def entropy_bits(p):
    safe = np.where(p > 0, p, 1.0)
    return -p * np.log2(safe)
