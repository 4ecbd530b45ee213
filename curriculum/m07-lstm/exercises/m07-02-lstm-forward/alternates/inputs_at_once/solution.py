import numpy as np

Params = dict[str, np.ndarray]  # Wx (E, 4D), Wh (D, 4D), b (4D,); columns i, f, g, o


def lstm_forward(
    X: np.ndarray, h0: np.ndarray, c0: np.ndarray, P: Params
) -> tuple[np.ndarray, np.ndarray]:
    """The inputs' part of all sums in one product, before the loop."""
    D = h0.shape[1]
    from_inputs = X @ P["Wx"] + P["b"]  # (T, B, 4D)
    H, h, c = np.empty((*X.shape[:2], D)), h0, c0
    for t, part in enumerate(from_inputs):
        a = part + h @ P["Wh"]
        i, f, o = (1 / (1 + np.exp(-a[:, k * D : (k + 1) * D])) for k in (0, 1, 3))
        c = f * c + i * np.tanh(a[:, 2 * D : 3 * D])
        h = H[t] = o * np.tanh(c)
    return H, c
