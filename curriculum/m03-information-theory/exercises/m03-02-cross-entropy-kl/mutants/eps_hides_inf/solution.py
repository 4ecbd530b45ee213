import numpy as np


def cross_entropy_kl(p, q):
    eps = 1e-12
    ce = -np.sum(p * np.log2(q + eps))
    kl = np.sum(p * np.log2((p + eps) / (q + eps)))
    return ce, kl
