import numpy as np


def softmax(scores):
    e = np.exp(scores - scores.max())
    return e / e.sum()


def attention(Q, K, V, mask=None):
    B, Tq, dk = Q.shape
    out = np.zeros((B, Tq, V.shape[2]))
    for b in range(B):
        for i in range(Tq):
            seen = np.ones(K.shape[1], dtype=bool) if mask is None else mask[i]
            weights = softmax(K[b, seen] @ Q[b, i] / np.sqrt(dk))
            out[b, i] = weights @ V[b, seen]
    return out
