import numpy as np


def unbroadcast(g: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """The gradient at an operand of `shape`, given the gradient at what it was broadcast to."""
    raise NotImplementedError
