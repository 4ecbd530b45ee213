import numpy as np


def bigram_probs(ids: np.ndarray, V: int, k: float) -> np.ndarray:
    """How often each of V tokens follows each, (V, V): row a is what comes after a."""
    pairs = ids[:-1] * V + ids[1:]  # (N - 1,): a number for each pair, row by row
    counts = np.bincount(pairs, minlength=V * V).reshape(V, V) + k  # (V, V)
    totals = counts.sum(axis=1, keepdims=True)  # (V, 1)
    P = np.full((V, V), 1 / V)  # for rows without counts
    np.divide(counts, totals, out=P, where=totals > 0)  # for all others
    return P
