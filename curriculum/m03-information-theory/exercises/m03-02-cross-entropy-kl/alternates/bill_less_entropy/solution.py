import numpy as np


def bill(p, q):
    """Bits paid for draws from p by one who believes q."""
    keep = p > 0
    return -(p[keep] @ np.log2(q[keep]))


def cross_entropy_kl(p, q):
    return bill(p, q), bill(p, q) - bill(p, p)
