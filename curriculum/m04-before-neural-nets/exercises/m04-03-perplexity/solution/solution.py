import numpy as np


def perplexity(logp_nats: np.ndarray) -> float:
    """As many equally likely choices would have cost as much; logp_nats has the shape (N,)."""
    loss_nats = -np.mean(logp_nats)  # (): the mean surprise of a token
    return float(np.exp(loss_nats))
