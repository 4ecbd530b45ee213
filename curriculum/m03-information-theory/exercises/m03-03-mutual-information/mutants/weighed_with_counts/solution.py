import numpy as np


def mutual_information(J):
    independent = np.outer(J.sum(axis=1), J.sum(axis=0)) / J.sum()
    happens = J > 0
    return np.sum(J[happens] * np.log2(J[happens] / independent[happens]))
