import numpy as np


def xent_backward(z, y):
    N = len(z)
    p = np.exp(z - z.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    logp = p - np.log(np.exp(p).sum(axis=1, keepdims=True))
    dz = np.exp(logp)
    dz[np.arange(N), y] -= 1.0
    return -logp[np.arange(N), y].mean(), dz / N
