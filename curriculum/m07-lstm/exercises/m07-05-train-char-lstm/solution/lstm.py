"""What you wrote in 6.4 and 7.2 to 7.4, faster: products that need no loop stand outside of it.

Put your own functions here if you like; they only have to keep these signatures.
"""

import numpy as np


def lanes(ids, B, T):
    """Pairs x, y of shape (T, B): the stretches of B lanes of a text (N,)."""
    L = (len(ids) - 1) // B
    x = ids[: B * L].reshape(B, L).T
    y = ids[1 : B * L + 1].reshape(B, L).T
    for start in range(0, L, T):
        yield x[start : start + T], y[start : start + T]


def lstm_forward(X, h0, c0, P):
    """H (T, B, D), cT (B, D) and what the way back needs, from X (T, B, E)."""
    T, B, E = X.shape
    D = h0.shape[1]
    gates = (X.reshape(T * B, E) @ P["Wx"] + P["b"]).reshape(T, B, 4 * D)
    H0, C = (np.empty((T + 1, B, D), gates.dtype) for _ in "HC")
    H0[0], C[0] = h0, c0
    squeeze = np.repeat([0.5, 0.5, 1.0, 0.5], D).astype(gates.dtype)  # σ(a) = ½ + ½ tanh(a/2)
    shift = np.repeat([0.5, 0.5, 0.0, 0.5], D).astype(gates.dtype)
    for t in range(T):
        a = gates[t]  # (B, 4D), and becomes i, f, g, o in place
        a += H0[t] @ P["Wh"]
        a *= squeeze
        np.tanh(a, out=a)
        a *= squeeze
        a += shift
        i, f, g, o = (a[:, k * D : (k + 1) * D] for k in range(4))
        C[t + 1] = f * C[t] + i * g
        H0[t + 1] = o * np.tanh(C[t + 1])
    return H0[1:], C[T], {"X": X, "H0": H0, "C": C, "gates": gates, "P": P}


def lstm_backward(dH, dcT, cache):
    """Gradients of Wx, Wh, b, X, h0 and c0, from dH (T, B, D) and dcT (B, D)."""
    X, H0, C, gates, P = (cache[name] for name in ("X", "H0", "C", "gates", "P"))
    T, B, D = dH.shape
    tanh_C = np.tanh(C[1:])
    dA = np.empty_like(gates)
    dh, dc, WhT = np.zeros_like(dcT), dcT, np.ascontiguousarray(P["Wh"].T)
    for t in reversed(range(T)):
        i, f, g, o = (gates[t][:, k * D : (k + 1) * D] for k in range(4))
        di, df, dg, do = (dA[t][:, k * D : (k + 1) * D] for k in range(4))
        dh = dh + dH[t]
        dc = dc + dh * o * (1 - tanh_C[t] ** 2)
        di[:] = dc * g * i * (1 - i)
        df[:] = dc * C[t] * f * (1 - f)
        dg[:] = dc * i * (1 - g**2)
        do[:] = dh * tanh_C[t] * o * (1 - o)
        dh = dA[t] @ WhT
        dc = dc * f
    flat = dA.reshape(T * B, 4 * D)
    return {
        "Wx": X.reshape(T * B, -1).T @ flat,
        "Wh": H0[:-1].reshape(T * B, D).T @ flat,
        "b": flat.sum(axis=0),
        "X": (flat @ P["Wx"].T).reshape(X.shape),
        "h0": dh,
        "c0": dc,
    }


def adam(params, grads, memory, rate):
    """New parameters after one step of Adam; `memory` is a dictionary, empty before the first."""
    memory["t"] = t = memory.get("t", 0) + 1
    new = {}
    for name, p in params.items():
        m, v = memory.get(name, (0.0, 0.0))
        memory[name] = m, v = 0.9 * m + 0.1 * grads[name], 0.999 * v + 0.001 * grads[name] ** 2
        new[name] = p - rate * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
    return new
