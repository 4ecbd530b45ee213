import numpy as np


def entropy_bits(p):
    return -(p @ np.log2(np.clip(p, 1e-300, None)))
