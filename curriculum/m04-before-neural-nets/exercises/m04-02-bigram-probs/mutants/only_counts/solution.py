import numpy as np


def bigram_probs(ids, V, k):
    counts = np.zeros((V, V))
    np.add.at(counts, (ids[:-1], ids[1:]), 1)
    counts += k
    return counts
