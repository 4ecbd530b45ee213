import numpy as np

Params = dict[str, np.ndarray]  # Wx (E, 4D), Wh (D, 4D), b (4D,); columns i, f, g, o


def sigmoid(a: np.ndarray) -> np.ndarray:
    return 0.5 * (1 + np.tanh(0.5 * a))  # the same function; tanh never overflows


def lstm_step(
    x: np.ndarray, h: np.ndarray, c: np.ndarray, P: Params
) -> tuple[np.ndarray, np.ndarray]:
    """The states h, c (B, D) after a step that reads x (B, E), from those before it."""
    a = x @ P["Wx"] + h @ P["Wh"] + P["b"]  # (B, 4D)
    _, a_f, a_g, a_o = np.split(a, 4, axis=1)  # (B, D) each
    c = sigmoid(a_f) * c + (1 - sigmoid(a_f)) * np.tanh(a_g)  # what is kept, and what is let in
    return sigmoid(a_o) * np.tanh(c), c
