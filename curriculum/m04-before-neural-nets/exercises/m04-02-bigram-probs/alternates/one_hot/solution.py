import numpy as np


def bigram_probs(ids, V, k):
    hot = np.eye(V)  # (V, V)
    counts = np.zeros((V, V))
    for at in range(0, len(ids) - 1, 4096):
        part = ids[at : at + 4097]
        counts += hot[part[:-1]].T @ hot[part[1:]]
    counts += k
    with np.errstate(invalid="ignore", divide="ignore"):
        p = counts / counts.sum(axis=1, keepdims=True)
    p[np.isnan(p)] = 1 / V
    return p
