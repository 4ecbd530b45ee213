import numpy as np

CONTEXT = 8  # characters that the model sees


def init_params(V: int, rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Parameters of an untrained model over V characters."""
    raise NotImplementedError


def loss_and_grads(
    params: dict[str, np.ndarray], X: np.ndarray, y: np.ndarray
) -> tuple[float, dict[str, np.ndarray]]:
    """Mean loss in nats of contexts X (B, 8) and what came, y (B,); and its gradients."""
    raise NotImplementedError


def train_mlp_lm(ids, V, seconds, clock, rng):
    """Parameters trained on the text `ids` (N,), and the losses on the way, in bits."""
    raise NotImplementedError
