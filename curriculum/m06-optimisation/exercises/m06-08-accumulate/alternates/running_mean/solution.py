import numpy as np


def accumulate(micro):
    seen, mean = 0, None
    for g, n in micro:
        if n == 0:
            continue
        seen += n
        mean = g.copy() if mean is None else mean + (g - mean) * (n / seen)
    return np.array(mean)
