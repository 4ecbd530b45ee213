import numpy as np


def unbroadcast(g, shape):
    g = g.sum(axis=tuple(range(max(1, g.ndim - len(shape)))) if g.ndim else ())
    copied = tuple(i for i, size in enumerate(shape) if size == 1)
    return np.broadcast_to(g, shape) if g.ndim < len(shape) else g.sum(axis=copied, keepdims=True)
