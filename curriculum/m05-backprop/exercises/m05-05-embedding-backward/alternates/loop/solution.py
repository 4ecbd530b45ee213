import numpy as np


def embedding_backward(ids, dy, V):
    out = np.zeros((V, dy.shape[1]))
    for n, v in enumerate(ids):
        out[v] += dy[n]
    return out
