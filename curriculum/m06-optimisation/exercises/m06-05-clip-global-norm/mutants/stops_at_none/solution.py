import numpy as np


def clip_global_norm(grads, max_norm):
    present = []
    for g in grads:
        if g is None:
            break
        present.append(g)
    norm = sum(np.sum(g**2) for g in present) ** 0.5
    if norm > max_norm:
        for g in present:
            g *= max_norm / norm
    return float(norm)
