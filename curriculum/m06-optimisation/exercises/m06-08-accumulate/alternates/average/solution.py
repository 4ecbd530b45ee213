import numpy as np


def accumulate(micro):
    parts = [(g, n) for g, n in micro if n]
    return np.average([g for g, _ in parts], axis=0, weights=[n for _, n in parts])
