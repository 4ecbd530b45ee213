import numpy as np


def log_sum_exp(x: np.ndarray, axis: int) -> np.ndarray:
    """The logarithm of the sum of exp(x) along `axis`, which disappears."""
    raise NotImplementedError
