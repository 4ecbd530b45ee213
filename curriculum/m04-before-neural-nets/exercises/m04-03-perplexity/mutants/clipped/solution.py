import numpy as np


def perplexity(logp_nats):
    return np.exp(-np.mean(np.maximum(logp_nats, np.log(1e-12))))
