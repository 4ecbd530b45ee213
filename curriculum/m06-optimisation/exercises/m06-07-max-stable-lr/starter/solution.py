from collections.abc import Callable, Sequence

import numpy as np


def max_stable_lr(H: np.ndarray) -> float:
    """The wall of gradient descent on a bowl with second derivatives H (P, P)."""
    raise NotImplementedError


def lr_sweep(run: Callable[[float], Sequence[float]], lrs: Sequence[float]) -> float:
    """A third of the largest of the rising rates `lrs` up to which every run held."""
    raise NotImplementedError
