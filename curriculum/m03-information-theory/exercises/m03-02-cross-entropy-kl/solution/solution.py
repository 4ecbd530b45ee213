import numpy as np


def cross_entropy_kl(p: np.ndarray, q: np.ndarray) -> tuple[float, float]:
    """What a believer in q pays for draws from p, in bits: (cross-entropy, KL divergence)."""
    happens = p > 0  # (V,): outcomes the world never draws cost nothing
    p, q = p[happens], q[happens]  # (n,), n <= V
    with np.errstate(divide="ignore"):  # a belief of 0 costs infinity, and that is the answer
        bill = -np.log2(q)  # (n,) bits paid for each outcome
    cross_entropy = np.sum(p * bill)
    kl = np.sum(p * (np.log2(p) + bill))  # paid, less what the best player pays
    return float(cross_entropy), float(kl)
