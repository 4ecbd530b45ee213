import numpy as np


def perplexity(logp_nats):
    return 2 ** -np.mean(logp_nats)
