from collections.abc import Callable, Sequence

import numpy as np


def max_stable_lr(H: np.ndarray) -> float:
    """The wall of gradient descent on a bowl with second derivatives H (P, P)."""
    return float(2 / H[-1, -1])


def held(losses: Sequence[float]) -> bool:
    """Whether a run stayed finite and ended no higher than it began."""
    return bool(np.isfinite(losses).all() and losses[-1] <= losses[0])


def lr_sweep(run: Callable[[float], Sequence[float]], lrs: Sequence[float]) -> float:
    """A third of the largest of the rising rates `lrs` up to which every run held."""
    largest = None
    for lr in lrs:
        if not held(run(lr)):
            break
        largest = lr
    if largest is None:
        raise ValueError(f"not even a learning rate of {lrs[0]:g} held")
    return largest / 3
