import numpy as np


def entropy_bits(p):
    happens = p[p > 0]
    return -np.sum(happens * np.log(happens))
