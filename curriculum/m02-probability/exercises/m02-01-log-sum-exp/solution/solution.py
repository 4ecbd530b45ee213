import numpy as np


def log_sum_exp(x: np.ndarray, axis: int) -> np.ndarray:
    """The logarithm of the sum of exp(x) along `axis`, which disappears."""
    top = x.max(axis=axis, keepdims=True)  # (..., 1, ...): the largest of each line
    shift = np.where(np.isfinite(top), top, 0.0)  # (..., 1, ...): never −inf
    total = np.exp(x - shift).sum(axis=axis)  # (...): between 1 and n, or 0
    with np.errstate(divide="ignore"):  # the logarithm of 0 is meant to be −inf
        return np.log(total) + shift.squeeze(axis)
