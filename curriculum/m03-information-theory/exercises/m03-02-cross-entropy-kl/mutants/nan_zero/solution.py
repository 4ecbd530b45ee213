import numpy as np


def cross_entropy_kl(p, q):
    ce = -np.sum(p * np.log2(q))
    kl = np.sum(p * np.log2(p / q))
    return ce, kl
