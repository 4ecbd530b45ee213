import numpy as np


def clip_global_norm(grads, max_norm):
    total = 0.0
    for g in grads:
        if g is not None:
            norm = np.linalg.norm(g)
            total += norm**2
            if norm > max_norm:
                g *= max_norm / norm
    return float(total**0.5)
