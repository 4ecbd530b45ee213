import numpy as np


def bigram_probs(ids, V, k):
    table = [[k] * V for _ in range(V)]
    for a, b in zip(ids[:-1].tolist(), ids[1:].tolist(), strict=True):
        table[a][b] += 1
    rows = [[n / sum(row) if sum(row) else 1 / V for n in row] for row in table]
    return np.array(rows)
