"""Independent references: pair by pair, in exact fractions."""

from fractions import Fraction

import numpy as np


def listed(C):
    """The pairs that were seen, with their counts."""
    V = len(C)
    return {(a, b): int(C[a, b]) for a in range(V) for b in range(V) if C[a, b]}


def continuation(C):
    before = {}
    for a, b in listed(C):
        before.setdefault(b, set()).add(a)
    different = sum(len(tokens) for tokens in before.values())
    return [Fraction(len(before.get(b, ())), different) for b in range(len(C))]


def tokens_share(C):
    """By how often each token came: what continuation shares are not."""
    came = [0] * len(C)
    for (_, b), n in listed(C).items():
        came[b] += n
    return [Fraction(n, sum(came)) for n in came]


def discount(C):
    counts = list(listed(C).values())
    return counts.count(1) / (counts.count(1) + counts.count(2) + counts.count(2))


def kneser_ney(C, D, q=None):
    """Rows of the smoothed table; `q` in place of the continuation shares."""
    D, q, V = Fraction(D), q or continuation(C), len(C)
    table = []
    for a in range(V):
        row = {b: int(n) for b, n in enumerate(C[a]) if n}
        if not row:
            table.append([float(share) for share in q])
            continue
        given = D * len(row)
        total = sum(row.values())
        table.append([float((max(row.get(b, 0) - D, 0) + given * q[b]) / total) for b in range(V)])
    return np.array(table)
