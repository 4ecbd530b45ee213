import numpy as np


def posterior(prior, loglik):
    belief = prior
    for column in loglik.T:  # (H,)
        belief = belief * np.exp(column - column[belief > 0].max())
        belief = belief / belief.sum()
    return belief
