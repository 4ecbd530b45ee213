import numpy as np


def continuation(C: np.ndarray) -> np.ndarray:
    """Shares (V,) of the different pairs in C (V, V), by their second token."""
    seen = C > 0  # (V, V): each pair once
    return seen.sum(axis=1) / seen.sum()


def discount(C: np.ndarray) -> float:
    """What the numbers of pairs seen once and twice suggest to take from each."""
    once, twice = np.sum(C == 1), np.sum(C == 2)
    return float(once / (once + 2 * twice))


def kneser_ney(C: np.ndarray, D: float) -> np.ndarray:
    """Smoothed probabilities (V, V) of what follows what: row a is what comes after token a."""
    if not 0 <= D <= 1:
        raise ValueError(f"a discount of {D} is not between 0 and 1")
    q = continuation(C)  # (V,)
    totals = C.sum(axis=1, keepdims=True)  # (V, 1)
    kept = np.maximum(C - D, 0)  # (V, V)
    taken = D * (C > 0).sum(axis=1, keepdims=True)  # (V, 1): from each pair that was seen
    P = np.tile(q, (len(C), 1))  # for contexts without counts
    np.divide(kept + taken * q, totals, out=P, where=totals > 0)
    return P
