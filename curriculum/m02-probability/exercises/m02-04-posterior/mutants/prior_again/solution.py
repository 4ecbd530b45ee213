import numpy as np


def posterior(prior, loglik):
    score = (np.log(prior)[:, np.newaxis] + loglik).sum(axis=1)
    weight = np.exp(score - score.max())
    return weight / weight.sum()
