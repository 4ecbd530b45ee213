import random


def contiguous_split(docs, frac, seed):
    drawn = sorted(set(docs))
    random.Random(seed).shuffle(drawn)
    total = sum(len(doc) for doc in docs)
    held, characters = [], 0
    while characters < frac * total:
        doc = drawn.pop()
        held.append(doc)
        characters += docs.count(doc) * len(doc)
    train = [doc for doc in docs if doc not in held]
    val = [doc for doc in docs if doc in held]
    return train, val
