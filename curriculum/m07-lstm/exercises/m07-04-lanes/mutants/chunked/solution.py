from collections.abc import Iterable

import numpy as np


def lanes(ids: np.ndarray, B: int, T: int) -> Iterable[tuple[np.ndarray, np.ndarray]]:
    """Stretches of T steps of a text `ids` (N,), read at B places at once: pairs (x, y)."""
    for start in range(0, len(ids) - B * T, B * T):
        x = ids[start : start + B * T].reshape(B, T).T
        y = ids[start + 1 : start + B * T + 1].reshape(B, T).T
        yield x, y
