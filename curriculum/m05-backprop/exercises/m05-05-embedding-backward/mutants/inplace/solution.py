import numpy as np


def embedding_backward(ids, dy, V):
    out = np.zeros((V, dy.shape[1]))
    seen = {}
    for n, v in enumerate(ids.tolist()):
        if v in seen:
            dy[seen[v]] += dy[n]
        else:
            seen[v] = n
    for v, n in seen.items():
        out[v] = dy[n]
    return out
