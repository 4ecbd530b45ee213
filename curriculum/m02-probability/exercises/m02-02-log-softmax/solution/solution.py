import numpy as np


def log_softmax(z: np.ndarray) -> np.ndarray:
    """The logarithm of softmax for each row of z, shape (N, V)."""
    shifted = z - z.max(axis=1, keepdims=True)  # (N, V): the largest of each row is 0
    log_total = np.log(np.exp(shifted).sum(axis=1, keepdims=True))  # (N, 1): between 0 and log V
    return shifted - log_total
