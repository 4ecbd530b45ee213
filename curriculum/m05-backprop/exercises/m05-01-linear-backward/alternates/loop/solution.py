import numpy as np


def linear_backward(x, W, dy):
    dx = np.zeros_like(x)
    dW = np.zeros_like(W)
    db = np.zeros(W.shape[1])
    for n in range(len(x)):
        dx[n] = W @ dy[n]
        dW += np.outer(x[n], dy[n])
        db += dy[n]
    return [dx, dW, db]
