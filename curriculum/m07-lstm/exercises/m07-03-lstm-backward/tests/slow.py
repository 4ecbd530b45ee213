"""An independent reference: slopes of a forward pass, measured by the complex step."""

import numpy as np

STEP = 1e-30  # along the imaginary axis, where nothing cancels


def sigmoid(a):
    return 1 / (1 + np.exp(-a))


def forward(X, h0, c0, P):
    """Lists of T + 1 hidden states and cells and of T gates. Every array may have axes in front."""
    H, C, gates = [h0], [c0], []
    D = h0.shape[-1]
    for t in range(X.shape[-3]):
        a = X[..., t, :, :] @ P["Wx"] + H[-1] @ P["Wh"] + P["b"][..., None, :]
        i, f, o = (sigmoid(a[..., k * D : (k + 1) * D]) for k in (0, 1, 3))
        g = np.tanh(a[..., 2 * D : 3 * D])
        C.append(f * C[-1] + i * g)
        H.append(o * np.tanh(C[-1]))
        gates.append(np.concatenate([i, f, g, o], axis=-1))
    return H, C, gates


def cache(X, h0, c0, P):
    H, C, gates = forward(X, h0, c0, P)
    return {"X": X, "H0": np.array(H), "C": np.array(C), "gates": np.array(gates), "P": P}


def slopes(dH, dcT, X, h0, c0, P):
    """How sum(dH * H) + sum(dcT * cT) moves with every number, by the name of its array."""
    arrays = {"Wx": P["Wx"], "Wh": P["Wh"], "b": P["b"], "X": X, "h0": h0, "c0": c0}
    K = sum(array.size for array in arrays.values())
    moved, start = {}, 0
    for name, array in arrays.items():  # copy k of everything has its k-th number moved
        copies = np.repeat(array.reshape(1, -1), K, axis=0).astype(complex)
        copies[start + np.arange(array.size), np.arange(array.size)] += 1j * STEP
        moved[name] = copies.reshape(K, *array.shape)
        start += array.size
    H, C, _ = forward(moved["X"], moved["h0"], moved["c0"], moved)
    loss = sum((dH[t] * h).sum(axis=(1, 2)) for t, h in enumerate(H[1:]))
    loss = loss + (dcT * C[-1]).sum(axis=(1, 2))
    measured = np.split(loss.imag / STEP, np.cumsum([a.size for a in arrays.values()])[:-1])
    return {
        name: part.reshape(array.shape) for (name, array), part in zip(arrays.items(), measured)
    }
