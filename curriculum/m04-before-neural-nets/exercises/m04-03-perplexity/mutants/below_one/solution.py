import numpy as np


def perplexity(logp_nats):
    return np.exp(np.mean(logp_nats))
