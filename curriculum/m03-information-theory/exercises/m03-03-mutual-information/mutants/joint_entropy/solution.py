import numpy as np


def mutual_information(J):
    J = J / J.sum()
    happens = J[J > 0]
    return -np.sum(happens * np.log2(happens))
