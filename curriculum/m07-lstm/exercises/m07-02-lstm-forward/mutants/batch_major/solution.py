import numpy as np

Params = dict[str, np.ndarray]  # Wx (E, 4D), Wh (D, 4D), b (4D,); columns i, f, g, o


def sigmoid(a: np.ndarray) -> np.ndarray:
    return 0.5 * (1 + np.tanh(0.5 * a))  # the same function; tanh never overflows


def lstm_step(
    x: np.ndarray, h: np.ndarray, c: np.ndarray, P: Params
) -> tuple[np.ndarray, np.ndarray]:
    """The states h, c (B, D) after a step that reads x (B, E), from those before it."""
    a = x @ P["Wx"] + h @ P["Wh"] + P["b"]  # (B, 4D)
    a_i, a_f, a_g, a_o = np.split(a, 4, axis=1)  # (B, D) each
    c = sigmoid(a_f) * c + sigmoid(a_i) * np.tanh(a_g)
    return sigmoid(a_o) * np.tanh(c), c


def lstm_forward(
    X: np.ndarray, h0: np.ndarray, c0: np.ndarray, P: Params
) -> tuple[np.ndarray, np.ndarray]:
    """Hidden states H (T, B, D) after each step of X (T, B, E), and the last cell (B, D)."""
    h, c = h0, c0
    H = []
    for x in X:  # (B, E), a step of all lanes
        h, c = lstm_step(x, h, c, P)
        H.append(h)
    return np.stack(H, axis=1), c
