"""Independent references: the whole text first, then shares of it."""

import math


def nats_of_text(nats_per_token, n_tokens):
    return math.fsum([nats_per_token] * n_tokens)


def bits(nats):
    """Halvings: as many as powers of two are needed."""
    return nats * math.log2(math.e)
