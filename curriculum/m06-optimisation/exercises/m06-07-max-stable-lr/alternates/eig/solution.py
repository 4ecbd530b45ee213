import numpy as np


def max_stable_lr(H):
    return 2.0 / max(np.linalg.eigvals(H).real)


def lr_sweep(run, lrs):
    best = 0.0
    for lr in lrs:
        losses = np.array(run(lr))
        if np.isnan(losses).any() or np.isinf(losses).any() or losses[0] < losses[-1]:
            if best == 0.0:
                raise ValueError(lr)
            return best
        best = lr / 3
    return best
