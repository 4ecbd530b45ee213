import numpy as np


def posterior(prior, loglik):
    total = loglik.sum(axis=1)
    weight = prior * np.exp(total - total.max())
    return weight / weight.sum()
