"""Independent references: one pair at a time, in Python's own floats."""

import math

import numpy as np


def entropy(weights, log=math.log2):
    """The entropy of weights that need not add up to 1."""
    total = math.fsum(float(w) for w in weights)
    return math.fsum(-float(w) / total * log(float(w) / total) for w in weights if w > 0)


def rows(J):
    """How often each row comes, as it stands in the table."""
    return [math.fsum(map(float, row)) for row in J]


def terms(J, log=math.log2):
    """What each pair adds, as nested lists; the table is divided by its sum first."""
    total = math.fsum(map(float, J.ravel()))
    p, q = rows(J / total), rows(J.T / total)
    return [
        [
            float(J[x, y]) / total * log(float(J[x, y]) / total / (p[x] * q[y])) if J[x, y] else 0.0
            for y in range(J.shape[1])
        ]
        for x in range(J.shape[0])
    ]


def mutual_information(J):
    return math.fsum(math.fsum(row) for row in terms(J))


def unnormalised(J):
    """The formula with counts in the place of probabilities, everywhere."""
    p, q = rows(J), rows(J.T)
    return math.fsum(
        float(count) * math.log2(float(count) / (p[x] * q[y]))
        for (x, y), count in np.ndenumerate(J)
        if count > 0
    )


def marginals_swapped(J):
    """Each pair compared with the wrong margins: column sums down the rows. J is square."""
    p, q = rows(J), rows(J.T)
    return math.fsum(
        float(w) * math.log2(float(w) / (q[x] * p[y])) for (x, y), w in np.ndenumerate(J) if w > 0
    )


def lost_axis(J):
    """Two flat margins, multiplied entry by entry and laid along the rows. J is square."""
    p, q = rows(J), rows(J.T)
    return math.fsum(
        float(w) * math.log2(float(w) / (p[y] * q[y])) for (_, y), w in np.ndenumerate(J) if w > 0
    )


def other_direction(J):
    """The same divergence, weighted with the independent world; J has no zeros."""
    p, q = rows(J), rows(J.T)
    return math.fsum(
        p[x] * q[y] * math.log2(p[x] * q[y] / float(w)) for (x, y), w in np.ndenumerate(J)
    )
