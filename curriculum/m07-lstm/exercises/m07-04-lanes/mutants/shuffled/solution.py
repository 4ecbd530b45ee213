from collections.abc import Iterable

import numpy as np


def lanes(ids: np.ndarray, B: int, T: int) -> Iterable[tuple[np.ndarray, np.ndarray]]:
    """Stretches of T steps of a text `ids` (N,), read at B places at once: pairs (x, y).

    x, y: (T, B), fewer rows in the last; column b is lane b, and y is one place further.
    """
    L = (len(ids) - 1) // B  # places of a lane: each needs a character after it
    x = ids[: B * L].reshape(B, L).T  # (L, B)
    y = ids[1 : B * L + 1].reshape(B, L).T
    starts = np.arange(0, L, T)
    np.random.default_rng().shuffle(starts[:-1])  # the last has fewer rows
    return [(x[start : start + T], y[start : start + T]) for start in starts]
