import numpy as np


def momentum_step(
    p: np.ndarray, g: np.ndarray, u: np.ndarray, lr: float, beta: float
) -> tuple[np.ndarray, np.ndarray]:
    """Parameters and velocity after one step; all arrays have the shape of p."""
    u = beta * u + lr * g
    return p - u, u
