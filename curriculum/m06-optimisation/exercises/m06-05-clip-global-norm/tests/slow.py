"""Independent reference: entry by entry, in Python's own floats."""

import math

import numpy as np


def entries(grads):
    """All entries as one arrow."""
    return [float(x) for g in grads if g is not None for x in g.flat]


def norm(grads):
    return math.sqrt(math.fsum(x * x for x in entries(grads)))


def degrees(before, after):
    """The angle between two lists of gradients."""
    a, b = np.array(entries(before)), np.array(entries(after))
    lengths = np.linalg.norm(a) * np.linalg.norm(b)
    return math.degrees(math.acos(min(1.0, float(a @ b) / lengths))) if lengths else 0.0
