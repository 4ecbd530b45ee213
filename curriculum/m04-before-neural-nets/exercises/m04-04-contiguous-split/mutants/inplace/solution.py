import numpy as np


def contiguous_split(docs, frac, seed):
    kept = list(docs)
    np.random.default_rng(seed).shuffle(docs)
    wanted, found, held = frac * sum(len(doc) for doc in docs), 0, set()
    for doc in docs:
        if found >= wanted:
            break
        if doc not in held:
            held.add(doc)
            found += kept.count(doc) * len(doc)
    return [doc for doc in kept if doc not in held], [doc for doc in kept if doc in held]
