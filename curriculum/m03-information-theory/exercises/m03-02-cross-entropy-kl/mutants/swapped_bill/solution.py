import numpy as np


def cross_entropy_kl(p, q):
    r = q > 0
    with np.errstate(all="ignore"):
        ce = -np.sum(q[r] * np.log2(p[r]))
    keep = p > 0
    kl = np.sum(p[keep] * np.log2(p[keep] / q[keep]))
    return ce, kl
