import numpy as np


def mutual_information(J):
    def entropy(p):
        p = p[p > 0]
        return -np.sum(p * np.log2(p))

    J = J / J.sum()
    return entropy(J.sum(axis=1)) + entropy(J.sum(axis=0)) - entropy(J)
