import numpy as np


def mutual_information(J):
    J = J / J.sum()
    independent = np.outer(J.sum(axis=1), J.sum(axis=0))
    safe = np.where(J > 0, J / independent, 1.0)
    return J * np.log2(safe)
