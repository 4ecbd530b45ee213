"""Documents in which nothing repeats, and what two lists of texts have in common."""

from collections import Counter

LETTERS = "etaoinshrdlu "


def documents(rng, n, short=(40, 80), long=(300, 500)):
    """n different documents of random letters, some short and some long, in random order."""
    docs = []
    for number in range(n):
        low, high = long if number % 3 == 0 else short
        docs.append("".join(rng.choice(list(LETTERS), size=int(rng.integers(low, high))).tolist()))
    return [docs[i] for i in rng.permutation(n)]


def with_copies(rng, docs, copies):
    """The documents and further copies of some, mixed."""
    again = [docs[i] for i in rng.choice(len(docs), size=copies, replace=False)]
    both = docs + again + again[: copies // 3]
    return [both[i] for i in rng.permutation(len(both))]


def characters(texts):
    return sum(len(text) for text in texts)


def grams(text, n=20):
    return [text[start : start + n] for start in range(len(text) - n + 1)]


def shared(train, val):
    """Share of the 20-grams of val that stand in train."""
    have = {piece for text in train for piece in grams(text)}
    asked = [piece for text in val for piece in grams(text)]
    return sum(piece in have for piece in asked) / max(1, len(asked))


def too_many(given, found):
    """What is found more often than it was given."""
    return Counter(found) - Counter(given)


def halves(docs, train, val):
    """Every document is one of train with one of val behind it, in this order."""
    if not len(docs) == len(train) == len(val):
        return False
    return all(doc in (a + b, b + a) for doc, a, b in zip(docs, train, val))
