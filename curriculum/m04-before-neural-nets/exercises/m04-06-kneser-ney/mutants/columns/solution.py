import numpy as np


def continuation(C):
    seen = C > 0
    return seen.sum(axis=0) / seen.sum()


def discount(C):
    once, twice = np.sum(C == 1), np.sum(C == 2)
    return float(once / (once + 2 * twice))


def kneser_ney(C, D):
    if not 0 <= D <= 1:
        raise ValueError(f"a discount of {D} is not between 0 and 1")
    q = continuation(C.T)[:, None]
    totals = C.sum(axis=0)
    kept = np.maximum(C - D, 0)
    taken = D * (C > 0).sum(axis=0)
    P = np.tile(q, (1, len(C)))
    np.divide(kept + taken * q, totals, out=P, where=totals > 0)
    return P
