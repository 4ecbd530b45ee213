import numpy as np


def clip_global_norm(grads, max_norm):
    arrow = np.concatenate([np.zeros(1)] + [g.ravel() for g in grads if g is not None])
    norm = float(np.linalg.norm(arrow))
    factor = min(1.0, max_norm / norm) if norm else 1.0
    for g in grads:
        if g is not None and factor < 1.0:
            np.multiply(g, factor, out=g)
    return norm
