import numpy as np


def posterior(prior, loglik):
    score = loglik.sum(axis=0)
    weight = np.exp(score - score.max(initial=0.0))
    return weight / weight.sum()
