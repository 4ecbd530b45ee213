import numpy as np


def contiguous_split(docs, frac, seed):
    wanted, found, held = frac * sum(len(doc) for doc in docs), 0, set()
    for i in np.random.default_rng(seed).permutation(len(docs)):
        if found >= wanted:
            break
        held.add(i)
        found += len(docs[i])
    return (
        [doc for i, doc in enumerate(docs) if i not in held],
        [doc for i, doc in enumerate(docs) if i in held],
    )
