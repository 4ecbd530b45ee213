import numpy as np


def contiguous_split(docs, frac, seed):
    text = "".join(docs)
    mixed = "".join(np.random.default_rng(seed).permutation(list(text)))
    held = int(frac * len(mixed))
    return [mixed[held:]], [mixed[:held]]
