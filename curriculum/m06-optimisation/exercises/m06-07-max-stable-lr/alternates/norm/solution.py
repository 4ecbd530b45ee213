import math
from itertools import takewhile

import numpy as np


def max_stable_lr(H):
    """The largest stretch of H is its largest eigenvalue, since none is below 0."""
    return 2 / np.linalg.norm(H, ord=2)


def lr_sweep(run, lrs):
    def well(lr):
        losses = run(lr)
        return all(map(math.isfinite, losses)) and not losses[-1] > losses[0]

    good = list(takewhile(well, lrs))
    if not good:
        raise ValueError("the smallest rate is too large")
    return max(good) / 3
