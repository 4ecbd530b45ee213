from collections.abc import Callable

import numpy as np


def causal_mask(T: int, past: int = 0) -> np.ndarray:
    """Where each of T new positions, which come after `past` others, may look."""
    queries = past + np.arange(T)[:, None]  # (T, 1): where each of them stands
    keys = np.arange(past + T)  # (past + T,)
    return keys > queries  # (T, past + T)


def sees(
    f: Callable[[np.ndarray], np.ndarray], x: np.ndarray, rng: np.random.Generator
) -> np.ndarray:
    """Which output of f moves when which position of x changes: outputs down, positions across."""
    T = len(x)
    before = f(x)  # (T, M)
    seen = np.zeros((T, T), dtype=bool)
    for j in range(T):
        changed = x.copy()
        changed[j] = rng.normal(size=x.shape[1])  # another mean, another size, all numbers
        seen[:, j] = (f(changed) != before).any(axis=1)
    return seen
