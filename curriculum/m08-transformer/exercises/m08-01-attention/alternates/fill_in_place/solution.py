import numpy as np


def attention(Q, K, V, mask=None):
    scaled = Q / np.sqrt(Q.shape[-1])
    scores = scaled @ np.swapaxes(K, -1, -2)
    if mask is not None:
        scores[:, ~mask] = -1e30
    top = np.max(scores, axis=-1, keepdims=True)
    weights = np.exp(scores - top - np.log(np.exp(scores - top).sum(-1, keepdims=True)))
    return np.matmul(weights, V)
