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
    """Room for every state first, then filled; the step before row 0 is h0."""
    T, B = X.shape[:2]
    H = np.empty((T, B, h0.shape[1]))
    c = c0.copy()
    for t in range(T):
        H[t], c = lstm_step(X[t], h0 if t == 0 else H[t - 1], c, P)
    return H, c
