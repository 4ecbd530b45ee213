import numpy as np


def adamw_step(p, g, m, v, t, lr, b1, b2, eps, wd):
    p, m, v = p.copy(), m.copy(), v.copy()
    for i in np.ndindex(p.shape):
        m[i] = b1 * m[i] + (1 - b1) * g[i]
        v[i] = b2 * v[i] + (1 - b2) * g[i] ** 2
        first, second = m[i] / (1 - b1**t), v[i] / (1 - b2**t)
        p[i] -= lr * (first / (second**0.5 + eps) + wd * p[i])
    return p, m, v
