"""Written otherwise: lanes as pieces that overlap in one character, and read in step."""

import numpy as np


def lanes(ids, B, T):
    L = (ids.size - 1) // B
    pieces = [ids[b * L : (b + 1) * L + 1] for b in range(B)]
    for first in range(0, L, T):
        last = min(L, first + T)
        yield (
            np.stack([piece[first:last] for piece in pieces], axis=1),
            np.stack([piece[first + 1 : last + 1] for piece in pieces], axis=1),
        )
