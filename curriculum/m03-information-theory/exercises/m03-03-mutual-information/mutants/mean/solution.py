import numpy as np


def mutual_information(J):
    J = J / J.sum()
    rows = J.sum(axis=1, keepdims=True)
    columns = J.sum(axis=0, keepdims=True)
    happens = J > 0
    ratio = J[happens] / (rows * columns)[happens]
    return np.sum(J[happens] * np.log2(ratio)) / J.size
