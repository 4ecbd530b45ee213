import numpy as np


def entropy_bits(p: np.ndarray) -> float:
    """The entropy, in bits, of a distribution p of shape (V,)."""
    happens = p[p > 0]  # (n,), n <= V: the outcomes that can happen
    return float(np.sum(happens * -np.log2(happens)))
