import numpy as np

Params = dict[str, np.ndarray]  # Wx (E, 4D), Wh (D, 4D), b (4D,); columns i, f, g, o


def lstm_step(
    x: np.ndarray, h: np.ndarray, c: np.ndarray, P: Params
) -> tuple[np.ndarray, np.ndarray]:
    """The states h, c (B, D) after a step that reads x (B, E), from those before it."""
    raise NotImplementedError
