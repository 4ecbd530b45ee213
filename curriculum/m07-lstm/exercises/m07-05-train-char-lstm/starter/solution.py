import numpy as np

# lstm.py, beside this file, holds lanes, lstm_forward, lstm_backward and adam.


def init_params(V: int, rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Parameters of an untrained model over V characters."""
    raise NotImplementedError


def loss_and_grads(params, x, y, h, c):
    """Mean loss in nats of a stretch x, y (T, B), its gradients, and the state after it.

    h, c (B, D): the state before the stretch, which takes no gradient.
    """
    raise NotImplementedError


def update(params, grads, memory, rate):
    """New parameters after one step, the gradients clipped; `memory` begins empty."""
    raise NotImplementedError


def train_char_lstm(ids, V, seconds, clock, rng):
    """Parameters trained on the text `ids` (N,), and the losses on the way, in bits."""
    raise NotImplementedError
