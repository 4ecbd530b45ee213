import numpy as np


def mutual_information(J):
    J = J / J.sum()
    rows = J.sum(axis=0)
    columns = J.sum(axis=1)
    happens = J > 0
    ratio = J / (rows[:, None] * columns[None, :])
    return np.sum(J[happens] * np.log2(ratio[happens]))
