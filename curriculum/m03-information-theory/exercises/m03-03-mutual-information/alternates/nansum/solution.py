import numpy as np


def mutual_information(J):
    with np.errstate(all="ignore"):
        P = J / J.sum()
        terms = P * np.log2(P / np.outer(P.sum(axis=1), P.sum(axis=0)))
    return np.nansum(terms)
