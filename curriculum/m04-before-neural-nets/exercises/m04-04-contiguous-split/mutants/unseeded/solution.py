import numpy as np


def contiguous_split(docs: list[str], frac: float, seed: int) -> tuple[list[str], list[str]]:
    """train, val: whole documents, in their order, with frac of all characters or more in val."""
    size: dict[str, int] = {}  # characters in all copies of a document
    for doc in docs:
        size[doc] = size.get(doc, 0) + len(doc)
    different = list(size)  # in the order in which they first came
    wanted, found, held = frac * sum(size.values()), 0, set()
    for i in np.random.default_rng().permutation(len(different)):
        if found >= wanted:
            break
        held.add(different[i])
        found += size[different[i]]
    return [doc for doc in docs if doc not in held], [doc for doc in docs if doc in held]
