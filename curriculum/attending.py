"""Attention over eight words with vectors made by hand: what figures and lessons of module 8 use.

Plain NumPy for one text; rows are queries, columns are keys. A vector says how much of a *she*, of
a *he* and of a *thing* a word asks for (query) or is (key); a value says whom it stands for.
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

TEXT = ["Karin", "lost", "her", "key", "Ben", "lost", "his", "hat"]
#          query      key        value
VECTORS = {
    "Karin": ((0, 0, 0), (2, 0, 0), (1, 0)),
    "Ben": ((0, 0, 0), (0, 2, 0), (0, 1)),
    "lost": ((1, 1, 1), (0, 0, 0), (0, 0)),
    "her": ((2, 0, 0), (1, 0, 0), (0, 0)),
    "his": ((0, 2, 0), (0, 1, 0), (0, 0)),
    "key": ((1, 1, 0), (0, 0, 2), (0, 0)),
    "hat": ((1, 1, 0), (0, 0, 2), (0, 0)),
}


def stacked(which: int) -> Array:
    """Queries (0), keys (1) or values (2) of TEXT, one a row."""
    return np.array([VECTORS[word][which] for word in TEXT], dtype=float)


def softmax(scores: Array) -> Array:
    """Along the last axis; -inf gets 0."""
    e = np.exp(scores - scores.max(axis=-1, keepdims=True))
    weights: Array = e / e.sum(axis=-1, keepdims=True)
    return weights


SCORES = stacked(0) @ stacked(1).T  # (8, 8)
WEIGHTS = softmax(SCORES)  # (8, 8)
MIXED = WEIGHTS @ stacked(2)  # (8, 2)

# Eight scores as normal draws might give them: of spread 1, once they are divided by the root.
TYPICAL = np.array([1.0, 0.6, 0.5, 0.2, 0.0, -0.3, -0.5, -1.0])
