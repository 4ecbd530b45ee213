import numpy as np


def mutual_information(J):
    J = J / J.sum()
    columns = J.sum(axis=0, keepdims=True)
    happens = J > 0
    left = (J / columns)[happens]
    return -np.sum(J[happens] * np.log2(left))
