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
    """Slopes of the sums first, for all steps; the rest is one linear layer over all rows."""
    X, H0, C, gates, P = (cache[name] for name in ("X", "H0", "C", "gates", "P"))
    (T, B, E), D = X.shape, dH.shape[2]
    i, f, g, o = (gates[..., k * D : (k + 1) * D] for k in range(4))
    shown = np.tanh(C[1:])
    sums = np.empty((T, B, 4, D))
    dh, dc = np.zeros((B, D)), dcT.copy()
    for t in range(T - 1, -1, -1):
        dh = dh + dH[t]
        dc += dh * o[t] * (1 - shown[t] * shown[t])
        sums[t, :, 0] = dc * g[t] * (i[t] - i[t] ** 2)
        sums[t, :, 1] = dc * C[t] * (f[t] - f[t] ** 2)
        sums[t, :, 2] = dc * i[t] * (1 - g[t] ** 2)
        sums[t, :, 3] = dh * shown[t] * (o[t] - o[t] ** 2)
        dh = sums[t].reshape(B, 4 * D) @ P["Wh"].T
        dc *= f[t]
    flat = sums.reshape(T * B, 4 * D)
    return {
        "c0": dc,
        "h0": dh,
        "X": (flat @ P["Wx"].T).reshape(T, B, E),
        "b": flat.sum(axis=0),
        "Wx": X.reshape(T * B, E).T @ flat,
        "Wh": H0[:-1].reshape(T * B, D).T @ flat,
    }
