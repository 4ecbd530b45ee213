import numpy as np

Arrays = dict[str, np.ndarray]


def sigmoid(a: np.ndarray) -> np.ndarray:
    return 0.5 * (1 + np.tanh(0.5 * a))  # the same function; tanh never overflows


def lstm_forward(
    X: np.ndarray, h0: np.ndarray, c0: np.ndarray, P: Arrays
) -> tuple[np.ndarray, np.ndarray, dict]:
    """Hidden states (T, B, D), the last cell (B, D), and what the way back needs."""
    H, C, gates = [h0], [c0], []
    for x in X:  # (B, E)
        a = x @ P["Wx"] + H[-1] @ P["Wh"] + P["b"]  # (B, 4D)
        a_i, a_f, a_g, a_o = np.split(a, 4, axis=1)
        i, f, g, o = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o)
        C.append(f * C[-1] + i * g)
        H.append(o * np.tanh(C[-1]))
        gates.append(np.concatenate([i, f, g, o], axis=1))
    cache = {"X": X, "H0": np.stack(H), "C": np.stack(C), "gates": np.stack(gates), "P": P}
    return cache["H0"][1:], C[-1], cache


def lstm_backward(dH: np.ndarray, dcT: np.ndarray, cache: dict) -> Arrays:
    """Slopes of Wx, Wh, b, X, h0 and c0, given those of H (T, B, D) and of the last cell (B, D)."""
    raise NotImplementedError
