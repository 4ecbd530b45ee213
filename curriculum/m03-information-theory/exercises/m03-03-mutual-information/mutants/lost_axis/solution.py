import numpy as np


def mutual_information(J):
    J = J / J.sum()
    independent = J.sum(axis=1) * J.sum(axis=0)
    happens = J > 0
    ratio = J / independent
    return np.sum(J[happens] * np.log2(ratio[happens]))
