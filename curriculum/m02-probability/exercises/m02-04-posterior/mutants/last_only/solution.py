import numpy as np


def posterior(prior, loglik):
    weight = prior
    for column in loglik.T:
        weight = prior * np.exp(column)
        weight = weight / weight.sum()
    return weight
