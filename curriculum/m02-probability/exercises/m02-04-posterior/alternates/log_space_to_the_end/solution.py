import numpy as np


def posterior(prior, loglik):
    score = np.log(prior) + loglik.sum(axis=1)
    return np.exp(score - np.logaddexp.reduce(score))
