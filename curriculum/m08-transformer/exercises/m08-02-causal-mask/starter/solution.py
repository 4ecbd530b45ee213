from collections.abc import Callable

import numpy as np


def causal_mask(T: int, past: int = 0) -> np.ndarray:
    """Where each of T new positions, which come after `past` others, may look."""
    raise NotImplementedError


def sees(
    f: Callable[[np.ndarray], np.ndarray], x: np.ndarray, rng: np.random.Generator
) -> np.ndarray:
    """Which output of f moves when which position of x changes: outputs down, positions across."""
    raise NotImplementedError
