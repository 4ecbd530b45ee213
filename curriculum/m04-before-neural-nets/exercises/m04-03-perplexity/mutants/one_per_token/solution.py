import numpy as np


def perplexity(logp_nats):
    return np.exp(-logp_nats)
