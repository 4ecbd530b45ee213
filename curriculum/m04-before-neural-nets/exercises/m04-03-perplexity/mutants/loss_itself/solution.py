import numpy as np


def perplexity(logp_nats):
    return -np.mean(logp_nats)
