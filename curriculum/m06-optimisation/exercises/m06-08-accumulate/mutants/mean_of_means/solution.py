import numpy as np


def accumulate(micro):
    parts = [g for g, n in micro if n > 0]
    return np.mean(parts, axis=0)
