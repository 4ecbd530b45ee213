import numpy as np


def perplexity(logp_nats):
    bits = -logp_nats.sum() / len(logp_nats) / np.log(2)
    return 2**bits
