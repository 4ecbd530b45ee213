import numpy as np


def perplexity(logp_nats):
    p = np.exp(logp_nats)
    return np.prod(p) ** (-1 / len(p))
