from collections.abc import Iterable

import numpy as np


def lanes(ids: np.ndarray, B: int, T: int) -> Iterable[tuple[np.ndarray, np.ndarray]]:
    """Stretches of T steps of a text `ids` (N,), read at B places at once: pairs (x, y).

    x, y: (T, B), fewer rows in the last; column b is lane b, and y is one place further.
    """
    L = (len(ids) - 1) // B  # places of a lane: each needs a character after it
    x = ids[: B * L].reshape(B, L).T  # (L, B)
    y = ids[1 : B * L + 1].reshape(B, L).T
    return [(x[start : start + T].T, y[start : start + T].T) for start in range(0, L, T)]
