import numpy as np


def attention(Q, K, V, mask=None):
    scores = Q @ K.transpose(0, 2, 1) / np.sqrt(K.shape[-1])
    if mask is not None:
        scores = scores * mask
    return scores @ V
