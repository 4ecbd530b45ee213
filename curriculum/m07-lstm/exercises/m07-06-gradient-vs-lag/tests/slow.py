"""An independent reference: slopes of forward passes, measured by the complex step."""

import numpy as np

STEP = 1e-30  # along the imaginary axis, where nothing cancels


def sigmoid(a):
    return 1 / (1 + np.exp(-a))


def plain(X, P, B, D):
    """Hidden states, a list of T; X may have axes in front of (T, B, E)."""
    h, H = np.zeros((B, D)), []
    for t in range(X.shape[-3]):
        h = np.tanh(X[..., t, :, :] @ P["Wx"] + h @ P["Wh"] + P["b"])
        H.append(h)
    return H, np.zeros((B, D))


def gated(X, P, B, D):
    """Hidden states of an LSTM, and its last cell."""
    h = c = np.zeros((B, D))
    H = []
    for t in range(X.shape[-3]):
        a = X[..., t, :, :] @ P["Wx"] + h @ P["Wh"] + P["b"]
        i, f, o = (sigmoid(a[..., k * D : (k + 1) * D]) for k in (0, 1, 3))
        c = f * c + i * np.tanh(a[..., 2 * D : 3 * D])
        h = o * np.tanh(c)
        H.append(h)
    return H, c


def slopes(P, X, dH, dcT=0.0):
    """How sum(dH * H) + sum(dcT * cT) moves with every input: (T, B, E)."""
    (T, B, E), D = X.shape, len(P["Wh"])
    copies = np.repeat(X[None].astype(complex), T * E, axis=0)  # lanes do not meet: move all
    t, e = np.divmod(np.arange(T * E), E)
    copies[np.arange(T * E), t, :, e] += 1j * STEP
    net = plain if P["Wh"].shape == (D, D) else gated
    H, c = net(copies, P, B, D)
    loss = sum((above * h).sum(axis=-1) for above, h in zip(dH, H)) + (dcT * c).sum(axis=-1)
    return (loss.imag / STEP).reshape(T, E, B).transpose(0, 2, 1)


def at_the_end(X, dhT):
    """dH (T, B, D) of a loss above the last step only."""
    return np.concatenate([np.zeros((len(X) - 1, *dhT.shape)), dhT[None]])


def by_lag(dX):
    """Mean length over the lanes, the last input's first."""
    return np.array([np.mean([np.linalg.norm(lane) for lane in step]) for step in dX[::-1]])
