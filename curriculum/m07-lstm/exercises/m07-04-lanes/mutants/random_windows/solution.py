from collections.abc import Iterable

import numpy as np


def lanes(ids: np.ndarray, B: int, T: int) -> Iterable[tuple[np.ndarray, np.ndarray]]:
    """Stretches of T steps of a text `ids` (N,), read at B places at once: pairs (x, y)."""
    rng = np.random.default_rng()
    for _ in range((len(ids) - 1) // (B * T)):
        starts = rng.integers(0, len(ids) - T, size=B)
        places = starts + np.arange(T)[:, None]
        yield ids[places], ids[places + 1]
