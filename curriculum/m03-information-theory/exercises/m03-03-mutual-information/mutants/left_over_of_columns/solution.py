import numpy as np


def mutual_information(J):
    J = J / J.sum()
    rows = J.sum(axis=1, keepdims=True)
    happens = J > 0
    left = (J / rows)[happens]
    return -np.sum(J[happens] * np.log2(left))
