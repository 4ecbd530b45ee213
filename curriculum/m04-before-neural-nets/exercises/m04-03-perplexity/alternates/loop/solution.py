import math


def perplexity(logp_nats):
    return math.exp(-math.fsum(logp_nats.tolist()) / len(logp_nats))
