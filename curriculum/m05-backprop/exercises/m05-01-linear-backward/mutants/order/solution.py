import numpy as np


def linear_backward(
    x: np.ndarray, W: np.ndarray, dy: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Gradients dx (N, D), dW (D, M), db (M,) of y = x W + b, given dy (N, M)."""
    dx = dy @ W.T  # (N, M) (M, D): the outputs are summed away
    dW = x.T @ dy  # (D, N) (N, M): the examples are summed away
    db = dy.sum(axis=0)  # (M,): every row of y used the same b
    return dW, dx, db
