import math

import numpy as np


def adamw_step(p, g, m, v, t, lr, b1, b2, eps, wd):
    m = m + (1 - b1) * (g - m)
    v = v + (1 - b2) * (np.square(g) - v)
    root = math.sqrt(1 - b2**t)
    rate = lr * root / (1 - b1**t)
    return p - lr * wd * p - rate * m / (np.sqrt(v) + eps * root), m, v
