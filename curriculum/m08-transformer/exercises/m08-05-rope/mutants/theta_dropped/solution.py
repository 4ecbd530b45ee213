import numpy as np


def attention(
    q: np.ndarray, k: np.ndarray, v: np.ndarray, mask: np.ndarray | None = None
) -> np.ndarray:
    """Scaled dot-product attention of each head. Given: use it as it is."""
    scores = q @ k.swapaxes(-1, -2) / np.sqrt(q.shape[-1])  # (B, H, Tq, Tk)
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    e = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True) @ v  # (B, H, Tq, d)


def rope(x: np.ndarray, pos: np.ndarray, theta: float = 10_000.0) -> np.ndarray:
    """x of shape (B, H, T, d), with each pair of neighbours turned by its place pos[t]."""
    d = x.shape[-1]
    speeds = theta ** (-np.arange(0, d, 2) / d)  # (d/2,)
    angles = pos[:, None] * speeds  # (T, d/2): the same for all heads
    cos, sin = np.cos(angles), np.sin(angles)
    first, second = x[..., ::2], x[..., 1::2]  # (B, H, T, d/2) each
    out = np.empty_like(x)
    out[..., ::2] = first * cos - second * sin
    out[..., 1::2] = first * sin + second * cos
    return out


def rope_attention(
    q: np.ndarray,
    k: np.ndarray,
    v: np.ndarray,
    pos_q: np.ndarray,
    pos_k: np.ndarray,
    mask: np.ndarray | None = None,
    theta: float = 10_000.0,
) -> np.ndarray:
    """Attention whose scores know how far query and key are apart: (B, H, Tq, d)."""
    return attention(rope(q, pos_q), rope(k, pos_k), v, mask)
