import numpy as np


def posterior(prior, loglik):
    return np.exp(np.log(prior) + loglik.sum(axis=1))
