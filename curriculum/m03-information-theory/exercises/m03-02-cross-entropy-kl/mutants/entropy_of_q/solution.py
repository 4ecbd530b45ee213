import numpy as np


def cross_entropy_kl(p, q):
    keep = p > 0
    a, b = p[keep], q[keep]
    with np.errstate(all="ignore"):
        kl = np.sum(a * np.log2(a / b))
    r = q[q > 0]
    return -np.sum(r * np.log2(r)), kl
