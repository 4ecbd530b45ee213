import numpy as np


def posterior(prior, loglik):
    with np.errstate(divide="ignore"):
        score = np.log(prior)
    for column in loglik.T:  # (H,)
        score = score + column
        score = score - score.max()
    belief = np.exp(score)
    return belief / belief.sum()
