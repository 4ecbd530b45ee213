import numpy as np


def posterior(prior, loglik):
    loglik[:, 0:1] += np.log(prior)[:, np.newaxis]
    score = loglik.sum(axis=1) if loglik.shape[1] else np.log(prior)
    weight = np.exp(score - score.max())
    return weight / weight.sum()
