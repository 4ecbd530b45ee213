import numpy as np


def contiguous_split(docs, frac, seed):
    rng = np.random.default_rng(seed)
    wanted, val = frac * sum(len(doc) for doc in docs), []
    while sum(len(doc) for doc in val) < wanted:
        val.append(docs[rng.integers(len(docs))])
    return [doc for doc in docs if doc not in val], val
