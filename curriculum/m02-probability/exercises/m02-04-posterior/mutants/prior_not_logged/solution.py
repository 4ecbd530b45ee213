import numpy as np


def posterior(prior, loglik):
    score = prior + loglik.sum(axis=1)
    weight = np.exp(score - score.max())
    return weight / weight.sum()
