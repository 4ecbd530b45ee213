import numpy as np


def linear_backward(x, W, dy):
    dx = np.einsum("nm,dm->nd", dy, W)
    dW = np.einsum("nd,nm->dm", x, dy)
    db = np.einsum("nm->m", dy)
    return dx, dW, db
