import numpy as np


def posterior(prior, loglik):
    with np.errstate(all="ignore"):
        score = np.log(prior) + loglik @ np.ones(loglik.shape[1])
        possible = np.flatnonzero(score > -np.inf)
        out = np.zeros(len(prior))
        for h in possible:
            out[h] = 1 / np.exp(score[possible] - score[h]).sum()
    return out
