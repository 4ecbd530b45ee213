import numpy as np


def posterior(prior, loglik):
    weight = prior * np.exp(loglik).sum(axis=1)
    return weight / weight.sum()
