"""Independent references: counting place by place, and what no weights can improve."""

import math

import numpy as np


def counts(train, V, known, context):
    """How often each token came after the last `known` tokens of a context."""
    train, last = [int(x) for x in train], [int(x) for x in context][2 - known :]
    found = [0] * V
    for place in range(known, len(train)):
        if train[place - known : place] == last:
            found[train[place]] += 1
    return found


def rows(train, V, context, empty=None):
    """The four experts after one context, as lists; `empty` stands where nothing was counted."""
    said = [[1 / V] * V]
    for known in range(3):
        row = counts(train, V, known, context)
        total = sum(row)
        said.append([n / total if total else (1 / V if empty is None else empty) for n in row])
    return said


def expert_probs(train, V, contexts, empty=None):
    return np.array([rows(train, V, context, empty) for context in contexts])


def mix(train, V, lam, contexts):
    return np.array(
        [
            [
                sum(w * said for w, said in zip(lam, column))
                for column in zip(*rows(train, V, context))
            ]
            for context in contexts
        ]
    )


def em_step(p, lam):
    total = [0.0] * len(lam)
    for row in p:
        put_in = [w * q for w, q in zip(lam, row, strict=True)]
        for j, part in enumerate(put_in):
            total[j] += part / sum(put_in) / len(p)
    return np.array(total)


def cost(p, lam):
    """Mean surprise of what came, in nats."""
    return -float(np.mean([math.log(x) for x in p @ np.asarray(lam)]))


def at_most_above_best(p, lam):
    """By how many nats, at most, other weights could lower the cost.

    The cost is convex in the weights; along the way to any others its slope at `lam` promises
    at least what is to be gained.
    """
    per_weight = (p / (p @ np.asarray(lam))[:, None]).mean(axis=0)
    return float(per_weight.max() - 1)


def of_what_came(train, V, text):
    """What the experts gave to each token of a text that has two before it, (T, 4)."""
    text = [int(x) for x in text]
    tables = [{}, {}, {}]
    train = [int(x) for x in train]
    for known, table in enumerate(tables):
        for place in range(known, len(train)):
            row = table.setdefault(tuple(train[place - known : place]), [0] * V)
            row[train[place]] += 1
    p = []
    for place in range(2, len(text)):
        said = [1 / V]
        for known, table in enumerate(tables):
            row = table.get(tuple(text[place - known : place]))
            said.append(row[text[place]] / sum(row) if row else 1 / V)
        p.append(said)
    return np.array(p)
