import numpy as np


def mutual_information(J):
    J = J / J.sum()
    independent = np.outer(J.sum(axis=1), J.sum(axis=0))
    ratio = J / independent
    ratio[ratio == 0] = 1.0
    return np.sum(J * np.log2(ratio))
