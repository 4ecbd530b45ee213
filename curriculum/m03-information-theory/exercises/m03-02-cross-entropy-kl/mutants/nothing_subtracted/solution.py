import numpy as np


def cross_entropy_kl(p, q):
    keep = p > 0
    a, b = p[keep], q[keep]
    with np.errstate(all="ignore"):
        ce = -np.sum(a * np.log2(b))
    return ce, ce
