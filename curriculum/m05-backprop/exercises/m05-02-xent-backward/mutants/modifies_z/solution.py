import numpy as np


def xent_backward(z, y):
    N = len(z)
    z -= z.max(axis=1, keepdims=True)
    logp = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    dz = np.exp(logp)
    dz[np.arange(N), y] -= 1.0
    return -logp[np.arange(N), y].mean(), dz / N
