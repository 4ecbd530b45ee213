import numpy as np


def cross_entropy_kl(p, q):
    keep = (p > 0) & (q > 0)
    a, b = p[keep], q[keep]
    return -np.sum(a * np.log2(b)), np.sum(a * np.log2(a / b))
