import numpy as np


def sample_categorical(p, n, rng):
    with np.errstate(divide="ignore"):
        scores = np.log(p)  # (V,)
    return np.argmax(scores + rng.gumbel(size=(n, len(p))), axis=1)
