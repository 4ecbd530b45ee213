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


def step_back(dh: np.ndarray, dc: np.ndarray, gates: np.ndarray, old: np.ndarray, new: np.ndarray):
    """Slopes of the four sums (4, D), and of the old cell, for one lane."""
    i, f, g, o = gates.reshape(4, -1)
    dc = dc + dh * o / np.cosh(new) ** 2  # the slope of tanh, written in what goes in
    parts = [dc * g, dc * old, dc * i, dh * np.tanh(new)]
    local = [i * (1 - i), f * (1 - f), (1 - g) * (1 + g), o * (1 - o)]
    return np.stack(parts) * np.stack(local), dc * f


def lstm_backward(dH: np.ndarray, dcT: np.ndarray, cache: dict) -> Arrays:
    """A lane at a time, and its parts added to those of the others."""
    P = cache["P"]
    T, B, _ = dH.shape
    grads = {name: np.zeros(P[name].shape) for name in ("Wx", "Wh", "b")}
    grads |= {"X": np.zeros(cache["X"].shape), "h0": np.zeros(dcT.shape), "c0": dcT.copy()}
    for lane in range(B):
        for t in range(T)[::-1]:
            old, new = cache["C"][t, lane], cache["C"][t + 1, lane]
            dh = grads["h0"][lane] + dH[t, lane]
            da, grads["c0"][lane] = step_back(
                dh, grads["c0"][lane], cache["gates"][t, lane], old, new
            )
            da = da.reshape(-1)
            grads["Wx"] += np.outer(cache["X"][t, lane], da)
            grads["Wh"] += np.outer(cache["H0"][t, lane], da)
            grads["b"] += da
            grads["X"][t, lane] = P["Wx"] @ da
            grads["h0"][lane] = P["Wh"] @ da
    return grads
