"""The LSTM of 7.2 and 7.3. Put your own functions here if you like, with these signatures."""

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
    X, H0, C, gates, P = (cache[name] for name in ("X", "H0", "C", "gates", "P"))
    grads = {name: np.zeros_like(P[name]) for name in ("Wx", "Wh", "b")}
    grads["X"] = np.zeros_like(X)
    dh, dc = np.zeros_like(dcT), dcT
    for t in reversed(range(len(X))):
        i, f, g, o = np.split(gates[t], 4, axis=1)  # (B, D) each
        shown = np.tanh(C[t + 1])
        dh = dh + dH[t]
        dc = dc + dh * o * (1 - shown**2)
        di, df, dg, do = dc * g, dc * C[t], dc * i, dh * shown
        slopes = [di * i * (1 - i), df * f * (1 - f), dg * (1 - g**2), do * o * (1 - o)]
        da = np.concatenate(slopes, axis=1)  # (B, 4D)
        grads["Wx"] += X[t].T @ da
        grads["Wh"] += H0[t].T @ da
        grads["b"] += da.sum(axis=0)
        grads["X"][t] = da @ P["Wx"].T
        dh, dc = da @ P["Wh"].T, dc * f
    return grads | {"h0": dh, "c0": dc}
