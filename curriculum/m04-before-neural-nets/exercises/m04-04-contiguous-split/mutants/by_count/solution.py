import numpy as np


def contiguous_split(docs, frac, seed):
    different = list(dict.fromkeys(docs))
    order = np.random.default_rng(seed).permutation(len(different))
    held = {different[i] for i in order[: int(frac * len(different))]}
    return [doc for doc in docs if doc not in held], [doc for doc in docs if doc in held]
