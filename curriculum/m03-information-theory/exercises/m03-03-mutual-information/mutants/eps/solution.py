import numpy as np


def mutual_information(J):
    J = J / J.sum()
    independent = np.outer(J.sum(axis=1), J.sum(axis=0))
    eps = 1e-8
    return np.sum(J * np.log2((J + eps) / (independent + eps)))
