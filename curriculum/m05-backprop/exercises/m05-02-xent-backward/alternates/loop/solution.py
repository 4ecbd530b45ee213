import numpy as np


def xent_backward(z, y):
    N = len(z)
    loss, dz = 0.0, np.empty_like(z)
    for n in range(N):
        row = z[n] - max(z[n])
        weights = np.exp(row)
        total = sum(weights)
        loss += np.log(total) - row[y[n]]
        dz[n] = weights / total
        dz[n, y[n]] -= 1
    return loss / N, dz / N
