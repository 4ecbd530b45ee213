import numpy as np


def posterior(prior, loglik):
    weight = np.exp(np.log(prior) + loglik.sum(axis=1))
    return weight / weight.sum()
