"""Written otherwise: windows at random places, the state never passed on, steps in place."""

import numpy as np
from lstm import lstm_backward, lstm_forward


def init_params(V, rng):
    E, D = 12, 96
    bias = np.zeros((4, D))
    bias[1] = 1
    table = rng.uniform(-1, 1, size=(V, E))
    Wx, Wh = rng.uniform(-0.3, 0.3, size=(E, 4 * D)), rng.uniform(-0.2, 0.2, size=(D, 4 * D))
    parts = [table, Wx, Wh, bias.ravel(), np.zeros((D, V)), np.zeros(V)]
    names = ("Emb", "Wx", "Wh", "b", "Wy", "by")
    return {name: part.astype("f4") for name, part in zip(names, parts, strict=True)}


def loss_and_grads(params, x, y, h, c):
    V, size = len(params["by"]), x.size
    H, c_end, cache = lstm_forward(params["Emb"][x], h, c, params)
    z = H @ params["Wy"] + params["by"]  # (T, B, V)
    z = z - z.max(axis=2, keepdims=True)
    p = np.exp(z)
    p /= p.sum(axis=2, keepdims=True)
    came = np.take_along_axis(z, y[:, :, None], axis=2)[:, :, 0]
    loss = float(np.mean(np.log(np.exp(z).sum(axis=2)) - came))
    dz = (p - np.eye(V, dtype=p.dtype)[y]) / size
    back = lstm_backward(dz @ params["Wy"].T, np.zeros_like(c), cache)
    one_hot = np.eye(V, dtype=p.dtype)[x].reshape(size, V)
    return (
        loss,
        {
            "Emb": one_hot.T @ back["X"].reshape(size, -1),
            "Wx": back["Wx"],
            "Wh": back["Wh"],
            "b": back["b"],
            "Wy": np.einsum("tbd,tbv->dv", H, dz, optimize=True),
            "by": dz.sum(axis=(0, 1)),
        },
        H[-1].copy(),
        c_end.copy(),
    )


def update(params, grads, memory, rate):
    """Adam, each parameter's gradient clipped by itself; changes what it is given."""
    memory["steps"] = memory.get("steps", 0) + 1
    fade = (1 - 0.9 ** memory["steps"], 1 - 0.99 ** memory["steps"])
    for name, p in params.items():
        g = grads[name] * min(1, 0.5 / (np.linalg.norm(grads[name]) + 1e-12))
        first = memory.setdefault(name + "/1", np.zeros_like(p))
        second = memory.setdefault(name + "/2", np.zeros_like(p))
        first += 0.1 * (g - first)
        second += 0.01 * (g * g - second)
        p -= rate * (first / fade[0]) / (np.sqrt(second / fade[1]) + 1e-8)
    return params


def train_char_lstm(ids, V, seconds, clock, rng):
    params, memory, losses = init_params(V, rng), {}, []
    zeros = np.zeros((32, 96), "f4")
    start, used = clock(), 0.0
    while used < 0.98 * seconds:
        places = rng.integers(0, len(ids) - 40, size=32) + np.arange(40)[:, None]
        loss, grads, _, _ = loss_and_grads(params, ids[places], ids[places + 1], zeros, zeros)
        rate = 0.02 * (1 - used / seconds) ** 0.7
        params = update(params, grads, memory, rate)
        losses.append(loss / np.log(2))
        used = clock() - start
    return params, losses
