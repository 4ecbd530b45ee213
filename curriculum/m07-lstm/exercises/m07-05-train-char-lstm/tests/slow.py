"""Independent references: the model one step and one lane at a time."""

import math

import numpy as np


def sigmoid(a):
    return 1 / (1 + np.exp(-a))


def run(params, x, y, h, c):
    """Mean loss in nats of a stretch, and the state after it."""
    T, B = x.shape
    h, c, total, D = h.copy(), c.copy(), 0.0, h.shape[1]
    for b in range(B):
        for t in range(T):
            a = params["Emb"][x[t, b]] @ params["Wx"] + h[b] @ params["Wh"] + params["b"]
            i, f, g, o = (a[k : k + D] for k in range(0, 4 * D, D))
            c[b] = sigmoid(f) * c[b] + sigmoid(i) * np.tanh(g)
            h[b] = sigmoid(o) * np.tanh(c[b])
            z = h[b] @ params["Wy"] + params["by"]
            top = z.max()
            total += top + math.log(math.fsum(np.exp(z - top))) - z[y[t, b]]
    return total / (T * B), h, c


def slope(params, name, place, x, y, h, c, step=1e-5):
    """How fast the loss moves as one number of a parameter moves."""
    losses = []
    for sign in (1, -1):
        moved = {key: value.copy() for key, value in params.items()}
        moved[name][place] += sign * step
        losses.append(run(moved, x, y, h, c)[0])
    return (losses[0] - losses[1]) / (2 * step)


def surprises(params, ids, lanes=20, warm=50, shift=1, every=0):
    """Bits at each place of a text, (steps, lanes), read in lanes.

    Each lane begins `warm` places early with zeros, and these are left out. shift=0: for the
    character read last in place of the next. every=n: the state is zeros again every n places.
    """
    L = (len(ids) - 1 - warm) // lanes
    places = warm + L * np.arange(lanes) + np.arange(-warm, L)[:, None]
    D, found = len(params["Wh"]), []
    h = c = np.zeros((lanes, D), params["Wh"].dtype)
    inputs = params["Emb"] @ params["Wx"] + params["b"]
    for step, now in enumerate(places):
        if every and (step - warm) % every == 0:
            h = c = np.zeros_like(h)
        a = inputs[ids[now]] + h @ params["Wh"]
        i, f, g, o = (a[:, k : k + D] for k in range(0, 4 * D, D))
        c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
        h = sigmoid(o) * np.tanh(c)
        found.append(h)
    z = np.stack(found[warm:]) @ params["Wy"] + params["by"]
    z -= z.max(axis=-1, keepdims=True)
    came = np.take_along_axis(z, ids[places[warm:] + shift][..., None], axis=-1)[..., 0]
    return (np.log(np.exp(z).sum(axis=-1)) - came) / math.log(2)


def bits_per_character(params, ids, **how):
    with np.errstate(all="ignore"):
        return float(surprises(params, ids, **how).mean())
