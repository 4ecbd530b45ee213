from collections.abc import Iterable

import numpy as np


def lanes(ids: np.ndarray, B: int, T: int) -> Iterable[tuple[np.ndarray, np.ndarray]]:
    """Stretches of T steps of a text `ids` (N,), read at B places at once: pairs (x, y)."""
    L = len(ids) // B
    text = ids[: B * L].reshape(B, L).T  # (L, B)
    for start in range(0, L - 1, T + 1):
        window = text[start : start + T + 1]
        yield window[:-1], window[1:]
