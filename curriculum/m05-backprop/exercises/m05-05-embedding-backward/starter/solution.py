import numpy as np


def embedding_backward(ids: np.ndarray, dy: np.ndarray, V: int) -> np.ndarray:
    """The gradient (V, E) at a table, given the gradient dy (N, E) at its rows `ids` (N,)."""
    raise NotImplementedError
