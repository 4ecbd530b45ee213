import numpy as np


def expert_probs(train: np.ndarray, V: int, contexts: np.ndarray) -> np.ndarray:
    """What four experts expect after each context, (M, 4, V); expert j knows j - 1 tokens of it."""
    raise NotImplementedError


def interp_probs(train: np.ndarray, V: int, lam: np.ndarray, contexts: np.ndarray) -> np.ndarray:
    """The experts' mix after each context, (M, V)."""
    raise NotImplementedError


def em_step(p: np.ndarray, lam: np.ndarray) -> np.ndarray:
    """New weights (4,): each expert's mean share of the credit for what came, p (T, 4)."""
    raise NotImplementedError


def fit_interp(train: np.ndarray, held_out: np.ndarray, V: int) -> np.ndarray:
    """Weights (4,) under which the mix, counted from train, suits the held-out text best."""
    raise NotImplementedError
