from collections.abc import Iterable

import numpy as np


def lanes(ids: np.ndarray, B: int, T: int) -> Iterable[tuple[np.ndarray, np.ndarray]]:
    """Stretches of T steps of a text `ids` (N,), read at B places at once: pairs (x, y)."""
    L = (len(ids) - 1) // B
    text = ids[: B * L].reshape(B, L).T  # (L, B)
    x, y = text[:-1], text[1:]
    for start in range(0, len(x), T):
        yield x[start : start + T], y[start : start + T]
