import numpy as np


def momentum_step(p, g, u, lr, beta):
    """Entry by entry."""
    p_next, u_next = np.empty_like(p), np.empty_like(u)
    for index in np.ndindex(p.shape):
        u_next[index] = g[index] + beta * u[index]
        p_next[index] = p[index] - lr * u_next[index]
    return [p_next, u_next]
