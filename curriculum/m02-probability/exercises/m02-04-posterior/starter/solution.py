import numpy as np


def posterior(prior: np.ndarray, loglik: np.ndarray) -> np.ndarray:
    """The probability of each hypothesis, (H,), from prior (H,) and loglik (H, N)."""
    raise NotImplementedError
