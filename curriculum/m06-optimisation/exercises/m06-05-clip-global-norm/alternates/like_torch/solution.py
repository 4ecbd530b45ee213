import math

import numpy as np


def clip_global_norm(grads, max_norm):
    norms = [float(np.linalg.norm(g)) for g in grads if g is not None]
    norm = math.hypot(*norms)
    factor = max_norm / (norm + 1e-7)  # a little added, so that 0 is safe
    if factor < 1 and norm > max_norm:
        for g in grads:
            if g is not None:
                g[...] = g * factor
    return norm
