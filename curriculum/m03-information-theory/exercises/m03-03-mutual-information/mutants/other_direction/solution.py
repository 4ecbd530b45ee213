import numpy as np


def mutual_information(J):
    J = J / J.sum()
    independent = np.outer(J.sum(axis=1), J.sum(axis=0))
    happens = independent > 0
    return np.sum(independent[happens] * np.log2(independent[happens] / J[happens]))
