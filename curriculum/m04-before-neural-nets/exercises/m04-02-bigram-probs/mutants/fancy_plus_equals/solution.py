import numpy as np


def bigram_probs(ids, V, k):
    counts = np.zeros((V, V))
    counts[ids[:-1], ids[1:]] += 1
    counts += k
    totals = counts.sum(axis=1, keepdims=True)
    safe = np.where(totals > 0, totals, 1)
    return np.where(totals > 0, counts / safe, 1 / V)
