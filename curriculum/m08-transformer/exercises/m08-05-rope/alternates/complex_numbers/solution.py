import numpy as np


def attention(q, k, v, mask=None):
    scores = np.einsum("bhid,bhjd->bhij", q, k) / np.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores + np.where(mask, 0.0, -np.inf)
    e = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True) @ v


def rope(x, pos, theta=10_000.0):
    d = x.shape[-1]
    j = np.arange(d // 2)
    turn = np.exp(1j * np.outer(pos, np.exp(-2 * j / d * np.log(theta))))
    z = (x[..., ::2] + 1j * x[..., 1::2]) * turn
    return np.stack([z.real, z.imag], axis=-1).reshape(x.shape)


def rope_attention(q, k, v, pos_q, pos_k, mask=None, theta=10_000.0):
    return attention(rope(q, pos_q, theta), rope(k, pos_k, theta), v, mask)
