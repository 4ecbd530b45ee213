import numpy as np


def posterior(prior, loglik):
    score = np.log(prior)[:, np.newaxis] + loglik
    weight = np.exp(score - score.max(axis=0))
    return weight / weight.sum(axis=0)
