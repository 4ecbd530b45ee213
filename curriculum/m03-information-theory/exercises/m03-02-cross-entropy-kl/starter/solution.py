import numpy as np


def cross_entropy_kl(p: np.ndarray, q: np.ndarray) -> tuple[float, float]:
    """What a believer in q pays for draws from p, in bits: (cross-entropy, KL divergence)."""
    raise NotImplementedError
