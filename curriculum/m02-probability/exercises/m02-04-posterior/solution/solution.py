import numpy as np


def posterior(prior: np.ndarray, loglik: np.ndarray) -> np.ndarray:
    """The probability of each hypothesis, (H,), from prior (H,) and loglik (H, N)."""
    with np.errstate(divide="ignore"):  # a prior of 0 is meant to become −inf
        score = np.log(prior) + loglik.sum(axis=1)  # (H,): the upper part of Bayes' rule
    weight = np.exp(score - score.max())  # (H,): the largest is 1
    return weight / weight.sum()
