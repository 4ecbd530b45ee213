import numpy as np


def perplexity(logp_nats):
    logp_nats *= -1
    return np.exp(np.mean(logp_nats))
