"""Row by row, in plain Python."""

import numpy as np


def continuation(C):
    columns = [sum(1 for n in column if n) for column in C.T.tolist()]
    return np.array([n / sum(columns) for n in columns])


def discount(C):
    counts = [n for n in C.ravel().tolist() if n in (1, 2)]
    return counts.count(1) / sum(counts)


def kneser_ney(C, D):
    if D < 0 or D > 1:
        raise ValueError("D")
    q, rows = continuation(C).tolist(), []
    for counts in C.tolist():
        total, types = sum(counts), sum(1 for n in counts if n)
        if total == 0:
            rows.append(q)
            continue
        weight = D * types / total
        rows.append([max(n - D, 0) / total + weight * share for n, share in zip(counts, q)])
    return np.array(rows)
