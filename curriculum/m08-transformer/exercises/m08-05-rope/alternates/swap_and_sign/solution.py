import numpy as np


def attention(q, k, v, mask=None):
    scores = q @ k.swapaxes(-1, -2) / np.sqrt(q.shape[-1])
    if mask is not None:
        scores = np.where(mask, scores, -1e30)
    e = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True) @ v


def rope(x, pos, theta=10_000.0):
    d = x.shape[-1]
    angles = np.repeat(pos[:, None] / theta ** (np.arange(0, d, 2) / d), 2, axis=1)
    swapped = x.reshape(*x.shape[:-1], d // 2, 2)[..., ::-1] * [-1.0, 1.0]
    return x * np.cos(angles) + swapped.reshape(x.shape) * np.sin(angles)


def rope_attention(q, k, v, pos_q, pos_k, mask=None, theta=10_000.0):
    start = min(pos_q.min(), pos_k.min())
    turned = [rope(t, pos - start, theta) for t, pos in ((q, pos_q), (k, pos_k))]
    return attention(*turned, v, mask)
