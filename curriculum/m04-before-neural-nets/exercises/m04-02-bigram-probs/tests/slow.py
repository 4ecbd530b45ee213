"""Independent references: pair by pair, in exact fractions where they are few."""

from fractions import Fraction

import numpy as np


def counts(ids, V):
    """How often each token follows each."""
    table = [[0] * V for _ in range(V)]
    tokens = [int(token) for token in ids]
    for place in range(1, len(tokens)):
        table[tokens[place - 1]][tokens[place]] += 1
    return table


def bigram_probs(ids, V, k):
    k, rows = Fraction(k), []
    for row in counts(ids, V):
        total = sum(row) + k * V
        rows.append([float((n + k) / total) if total else 1 / V for n in row])
    return np.array(rows)


def divided(table, totals):
    """Entries over totals; NaN where both are 0."""
    with np.errstate(all="ignore"):
        return np.asarray(table, dtype=float) / totals


def uniform_where_empty(table, p):
    """p, with 1/V in the rows of the table that hold nothing."""
    empty = np.asarray(table, dtype=float).sum(axis=1) == 0
    p = np.array(p)
    p[empty] = 1 / p.shape[1]
    return p
