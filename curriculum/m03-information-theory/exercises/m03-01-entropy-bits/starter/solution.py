import numpy as np


def entropy_bits(p: np.ndarray) -> float:
    """The entropy, in bits, of a distribution p of shape (V,)."""
    raise NotImplementedError
