import numpy as np


def continuation(C: np.ndarray) -> np.ndarray:
    """Shares (V,) of the different pairs in C (V, V), by their second token."""
    raise NotImplementedError


def discount(C: np.ndarray) -> float:
    """What the numbers of pairs seen once and twice suggest to take from each."""
    raise NotImplementedError


def kneser_ney(C: np.ndarray, D: float) -> np.ndarray:
    """Smoothed probabilities (V, V) of what follows what: row a is what comes after token a."""
    raise NotImplementedError
