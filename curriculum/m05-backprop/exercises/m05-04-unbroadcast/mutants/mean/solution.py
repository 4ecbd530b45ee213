import numpy as np


def unbroadcast(g: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """The gradient at an operand of `shape`, given the gradient at what it was broadcast to."""
    new = g.ndim - len(shape)  # broadcasting puts new axes in front
    g = g.mean(axis=tuple(range(new)))  # as many axes as the operand
    copied = tuple(i for i, size in enumerate(shape) if size == 1)
    return g.mean(axis=copied, keepdims=True)
