import numpy as np


def perplexity(logp_nats):
    return np.mean(np.exp(-logp_nats))
