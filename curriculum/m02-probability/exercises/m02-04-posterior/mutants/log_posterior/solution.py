import numpy as np


def posterior(prior, loglik):
    score = np.log(prior) + loglik.sum(axis=1)
    top = score.max()
    return score - top - np.log(np.exp(score - top).sum())
