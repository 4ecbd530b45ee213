"""With masks and an outer product."""

import numpy as np


def continuation(C):
    return np.bincount(np.nonzero(C)[1], minlength=len(C)) / np.count_nonzero(C)


def discount(C):
    n = np.bincount(np.minimum(C, 3).ravel(), minlength=4)
    return n[1] / (n[1] + 2.0 * n[2])


def kneser_ney(C, D):
    if not (0 <= D <= 1):
        raise ValueError("the discount lies between 0 and 1")
    q, seen = continuation(C), C > 0
    with np.errstate(invalid="ignore", divide="ignore"):
        kept = np.where(seen, C - D, 0) / C.sum(axis=1)[:, None]
    kept[~seen.any(axis=1)] = 0
    return kept + np.outer(1 - kept.sum(axis=1), q)
