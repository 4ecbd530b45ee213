import numpy as np


def linear_backward(
    x: np.ndarray, W: np.ndarray, dy: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Gradients dx (N, D), dW (D, M), db (M,) of y = x W + b, given dy (N, M)."""
    raise NotImplementedError
