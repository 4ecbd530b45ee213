import numpy as np


def perplexity(logp_nats):
    seen = logp_nats[np.isfinite(logp_nats)]
    return np.exp(-np.mean(seen))
