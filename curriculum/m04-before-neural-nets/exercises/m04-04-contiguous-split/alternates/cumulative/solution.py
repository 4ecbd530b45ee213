import numpy as np


def contiguous_split(docs, frac, seed):
    different, group = {}, []
    for doc in docs:
        group.append(different.setdefault(doc, len(different)))
    group = np.array(group)
    lengths = np.bincount(group, weights=[len(doc) for doc in docs])
    order = np.random.default_rng([seed, 17]).permutation(len(lengths))
    before = np.cumsum(lengths[order]) - lengths[order]
    held = np.zeros(len(lengths), dtype=bool)
    held[order] = before < frac * lengths.sum()
    sides = held[group]
    return (
        [doc for doc, out in zip(docs, sides) if not out],
        [doc for doc, out in zip(docs, sides) if out],
    )
