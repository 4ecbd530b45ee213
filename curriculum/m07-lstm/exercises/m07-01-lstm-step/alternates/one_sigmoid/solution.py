import numpy as np

Params = dict[str, np.ndarray]  # Wx (E, 4D), Wh (D, 4D), b (4D,); columns i, f, g, o


def lstm_step(
    x: np.ndarray, h: np.ndarray, c: np.ndarray, P: Params
) -> tuple[np.ndarray, np.ndarray]:
    """One product for x and h side by side; the sigmoid of all blocks, the candidate's unused."""
    both = np.concatenate([x, h], axis=1)  # (B, E + D)
    weights = np.concatenate([P["Wx"], P["Wh"]])  # (E + D, 4D)
    blocks = (both @ weights + P["b"]).reshape(len(x), 4, -1)  # (B, 4, D)
    with np.errstate(over="ignore"):
        gates = 1 / (1 + np.exp(-blocks))  # an overflow is a gate of 0
    new = gates[:, 1] * c + gates[:, 0] * np.tanh(blocks[:, 2])
    return gates[:, 3] * np.tanh(new), new
