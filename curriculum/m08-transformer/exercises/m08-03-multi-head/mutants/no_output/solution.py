import numpy as np


def softmax(scores: np.ndarray) -> np.ndarray:
    """Weights along the last axis; -inf gets 0. Given: use it as it is."""
    e = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def multi_head(
    x: np.ndarray, Wqkv: np.ndarray, Wo: np.ndarray, H: int, mask: np.ndarray | None = None
) -> np.ndarray:
    """Self-attention of x with H heads. x of shape (B, T, D) in, the same shape out."""
    B, T, D = x.shape
    d = D // H
    qkv = x @ Wqkv  # (B, T, 3D)
    q, k, v = qkv.reshape(B, T, 3, H, d).transpose(2, 0, 3, 1, 4)  # three of (B, H, T, d)
    scores = q @ k.transpose(0, 1, 3, 2) / np.sqrt(d)  # (B, H, T, T)
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    out = softmax(scores) @ v  # (B, H, T, d)
    side_by_side = out.transpose(0, 2, 1, 3).reshape(B, T, D)
    return side_by_side
