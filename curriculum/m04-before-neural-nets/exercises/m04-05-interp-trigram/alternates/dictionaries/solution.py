"""Counts in dictionaries, one context at a time."""

from collections import Counter, defaultdict

import numpy as np


def expert_probs(train, V, contexts):
    tables = [defaultdict(Counter) for _ in range(3)]
    tokens = train.tolist()
    for place, token in enumerate(tokens):
        for known in range(min(3, place + 1)):
            tables[known][tuple(tokens[place - known : place])][token] += 1
    out = np.full((len(contexts), 4, V), 1 / V)
    for m, context in enumerate(contexts.tolist()):
        for known, table in enumerate(tables):
            seen = table.get(tuple(context[2 - known :]))
            if seen:
                out[m, known + 1] = [seen[w] / sum(seen.values()) for w in range(V)]
    return out


def interp_probs(train, V, lam, contexts):
    said = expert_probs(train, V, contexts)
    return (said * lam[None, :, None]).sum(axis=1)


def em_step(p, lam):
    return lam * (p / (p @ lam)[:, None]).mean(axis=0)


def fit_interp(train, held_out, V):
    pairs = np.lib.stride_tricks.sliding_window_view(held_out, 3)
    said = expert_probs(train, V, pairs[:, :2])
    p = np.take_along_axis(said, pairs[:, None, 2:], axis=2)[:, :, 0]
    lam, last = np.ones(4) / 4, np.zeros(4)
    while np.abs(lam - last).max() > 2e-6:
        lam, last = em_step(p, lam), lam
    return lam
