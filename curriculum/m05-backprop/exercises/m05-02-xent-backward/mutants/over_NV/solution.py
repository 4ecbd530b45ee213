import numpy as np


def xent_backward(z: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    """Mean cross-entropy in nats of logits z (N, V), outcomes y (N,); its gradient (N, V)."""
    N = len(z)
    shifted = z - z.max(axis=1, keepdims=True)  # (N, V): the largest of each row is 0
    logp = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))  # (N, V)
    loss = -logp[np.arange(N), y].mean()
    dz = np.exp(logp)  # (N, V): what the model expected
    dz[np.arange(N), y] -= 1.0  # less what came
    return loss, dz / z.size
