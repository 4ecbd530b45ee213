import numpy as np


def attention(Q, K, V, mask=None):
    scores = np.einsum("bqd,bkd->bqk", Q, K) * K.shape[-1] ** -0.5
    if mask is not None:
        scores += np.where(mask, 0.0, -1e9)
    scores -= scores.max(axis=2, keepdims=True)
    weights = np.exp(scores)
    return np.einsum("bqk,bkv->bqv", weights, V) / weights.sum(axis=2, keepdims=True)
