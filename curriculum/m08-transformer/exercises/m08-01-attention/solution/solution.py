import numpy as np


def attention(
    Q: np.ndarray, K: np.ndarray, V: np.ndarray, mask: np.ndarray | None = None
) -> np.ndarray:
    """Scaled dot-product attention of queries Q over keys K with values V."""
    scores = Q @ K.transpose(0, 2, 1) / np.sqrt(Q.shape[-1])  # (B, Tq, Tk)
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)  # exp(-inf) is 0: a hidden key weighs nothing
    scores = scores - scores.max(axis=-1, keepdims=True)  # the same weights, and no overflow
    weights = np.exp(scores)  # (B, Tq, Tk)
    weights /= weights.sum(axis=-1, keepdims=True)  # each query's weights add up to 1
    return weights @ V  # (B, Tq, dv)
