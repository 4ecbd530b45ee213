import numpy as np


def entropy_bits(p):
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = np.where(p > 0, -p * np.log2(p), 0.0)  # (V,)
    return terms.sum()
