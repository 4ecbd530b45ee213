import numpy as np


def perplexity(logp_nats):
    return 1 / np.mean(np.exp(logp_nats))
