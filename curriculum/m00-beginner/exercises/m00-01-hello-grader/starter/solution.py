import numpy as np


def halve(x: np.ndarray) -> np.ndarray:
    """Half of each number of x, shape (N,)."""
    raise NotImplementedError
