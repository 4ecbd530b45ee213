"""contiguous_split, in the order of the tasks."""

import math
from collections import Counter

from evidence import check, not_started
from pieces import characters, documents, grams, halves, shared, too_many, with_copies
from solution import contiguous_split


def parts(docs, frac, seed, split=contiguous_split):
    """train and val, once they are known to be two lists of strings."""
    found = split(list(docs), frac, seed)
    if found is None:
        not_started()
    two = isinstance(found, tuple | list) and len(found) == 2
    check(two, seen=f"{type(found).__name__}", expected="train, val", what="contiguous_split")
    for part, name in zip(found, ("train", "val")):
        check(
            isinstance(part, list) and all(isinstance(text, str) for text in part),
            seen=f"{name} is no list of strings: {type(part).__name__}",
            expected="a list of strings",
            what="contiguous_split",
        )
    return found


def test_two_lists(rng):
    docs = documents(rng, 12)
    train, val = parts(docs, 0.3, 1)
    check(
        len(train) > 0 and len(val) > 0,
        seen=f"{len(train)} documents and {len(val)}",
        expected="some on each side",
        what="contiguous_split of 12 documents with frac = 0.3",
    )


def test_pieces_of_20_characters(rng):
    for n, frac in ((40, 0.2), (25, 0.4)):
        docs = documents(rng, n)
        train, val = parts(docs, frac, int(rng.integers(1000)))
        common = shared(train, val)
        text = "".join(docs)
        stretches = all(piece in text for piece in train + val)
        windows = stretches and characters(train + val) > len(text) and not set(val) <= set(docs)
        copied = set(val) <= set(train) <= set(docs)
        check(
            common == 0,
            seen=f"{100 * common:.0f} % of the 20-grams of val also occur in train",
            expected="none",
            cause="random_windows" if windows else "val_in_train" if copied else None,
            facts={"percent": f"{100 * common:.0f}"},
            what=f"contiguous_split of {n} documents without repetitions",
        )


def why_not_whole(docs, train, val):
    """The one mistake that these parts show."""
    text, both = "".join(docs), train + val
    if set(both) == set(docs):
        lost = "copies_lost" if not too_many(docs, both) else None
        return "twice" if too_many(docs, val) else lost
    if halves(docs, train, val):
        return "inside_documents"
    if text in ("".join(train) + "".join(val), "".join(val) + "".join(train)):
        return "cuts_documents"
    known = {piece for doc in docs for piece in grams(doc)}
    mixed = not any(piece in known for part in both for piece in grams(part))
    return "shuffle_chars" if mixed and Counter("".join(both)) == Counter(text) else None


def test_every_document_is_whole(rng):
    for copies in (0, 6):
        docs = documents(rng, 60)
        docs = with_copies(rng, docs, copies) if copies else docs
        for frac in (0.5, 0.15):
            train, val = parts(docs, frac, int(rng.integers(1000)))
            strange = sum(text not in set(docs) for text in train + val)
            right = Counter(train + val) == Counter(docs)
            check(
                right,
                seen=f"{len(train)} + {len(val)} texts, {strange} of them no document of docs",
                expected=f"the {len(docs)} documents of docs",
                cause=None if right else why_not_whole(docs, train, val),
                what="contiguous_split",
            )


def in_order(part, docs):
    """The part is docs with some left out."""
    rest = iter(docs)
    return all(any(text == doc for doc in rest) for text in part)


def test_order(rng):
    docs = with_copies(rng, documents(rng, 30), 6)
    for part, name in zip(parts(docs, 0.4, int(rng.integers(1000))), ("train", "val")):
        check(
            in_order(part, docs),
            seen=f"{name} in another order",
            expected="the order of docs",
            cause="order_lost" if not too_many(docs, part) else None,
            what="contiguous_split",
        )


def drawn(rng, n, frac):
    """A collection without copies, its parts, and how many characters are to be held out."""
    docs = documents(rng, n)
    train, val = parts(docs, frac, int(rng.integers(1000)))
    return docs, train, val, frac * characters(docs)


def least(part):
    """Characters of a part without its longest document."""
    return characters(part) - max(map(len, part), default=0)


def test_enough_characters(rng):
    tries = [drawn(rng, n, frac) for n in (31, 40, 53) for frac in (0.1, 0.22, 0.35)]
    fracs = [0.1, 0.22, 0.35] * 3
    shares = [frac * len(docs) for (docs, *_), frac in zip(tries, fracs)]
    counted = all(
        len(val) in (math.floor(share), math.ceil(share))
        for (_, _, val, _), share in zip(tries, shares)
    )
    exchanged = all(least(train) < wanted <= characters(train) for _, train, _, wanted in tries)
    below = all(characters(val) < wanted < characters(val) + 500 for _, _, val, wanted in tries)
    cause = "by_count" if counted else "swapped" if exchanged else "too_little" if below else None
    whole = all(set(train + val) <= set(docs) for docs, train, val, _ in tries)
    for (docs, _, val, wanted), frac in zip(tries, fracs):
        held, total = characters(val), characters(docs)
        check(
            least(val) < wanted <= held,
            seen=f"{held} of {total} characters held out, {least(val)} without the longest",
            expected=f"at least {wanted:.1f}, and less without the last that was drawn",
            cause=cause if whole else None,
            facts={"held": held, "total": total, "frac": frac},
            what=f"contiguous_split of {len(docs)} documents with frac = {frac}",
        )
    even = documents(rng, 8, short=(50, 51), long=(50, 51))
    _, val = parts(even, 0.25, 5)
    check(
        len(val) == 2,
        seen=f"{len(val)} of 8 documents of the same length",
        expected="2, which are a quarter",
        what="contiguous_split with frac = 0.25",
    )
    short = [chr(0x4E00 + i) * (1 + i % 2 * 2) for i in range(200)]  # 1 or 3 characters
    for seed in range(12):
        _, val = parts(short, 0.25, seed)
        held = characters(val)
        check(
            100 <= held <= 102,
            seen=f"{held} of 400 characters held out, in documents of 1 and of 3",
            expected="100, or what the last document brought above it",
            what="contiguous_split with frac = 0.25",
        )


def test_copies_stay_together(rng):
    for frac in (0.2, 0.5):
        single = documents(rng, 24)
        docs = with_copies(rng, single, 12)
        train, val = parts(docs, frac, int(rng.integers(1000)))
        both = set(train) & set(val)
        given = Counter(docs)
        wanted = frac * characters(docs)
        check(
            not both,
            seen=f"{len(both)} documents in train and in val",
            expected="none",
            cause="copies_apart" if not too_many(docs, train + val) else None,
            facts={"count": len(both)},
            what="contiguous_split of documents with copies",
        )
        largest = max((given[doc] * len(doc) for doc in set(val)), default=0)
        check(
            characters(val) - largest < wanted <= characters(val),
            seen=f"{characters(val)} characters held out, {largest} of them one with its copies",
            expected=f"at least {wanted:.1f}, and less without the last that was drawn",
            what="contiguous_split of documents with copies",
        )


def test_the_same_split_tomorrow(fresh_solution, rng):
    docs = with_copies(rng, documents(rng, 30), 5)
    runs = []
    for hash_seed in (1, 2, 3):
        split = fresh_solution(hash_seed=hash_seed).contiguous_split
        runs.append([parts(docs, 0.3, 11, split)[1] for _ in range(2)])
    calls = all(sorted(first) == sorted(second) for first, second in runs)
    across = all(sorted(first) == sorted(runs[0][0]) for first, _ in runs)
    check(
        calls and across,
        seen="another split in another call" if not calls else "another split in another run",
        expected="the same split",
        cause="unsorted_set" if calls else "unseeded",
        what="contiguous_split with one seed, in three processes",
    )


def places(docs, val):
    return sorted(docs.index(text) for text in val if text in docs)


def test_drawn_with_the_seed(rng):
    docs, seeds = documents(rng, 48), range(12)
    parted = [parts(docs, 0.25, seed) for seed in seeds]
    held = [places(docs, val) for _, val in parted]
    whole = all(set(train + val) <= set(docs) for train, val in parted)
    runs = all(each == list(range(each[0], each[0] + len(each))) for each in held if each)
    check(
        not runs,
        seen="documents that stand next to each other, with each of 12 seeds",
        expected="documents from all over",
        cause="one_run" if whole and all(len(each) > 3 for each in held) else None,
        what="contiguous_split of 48 documents with frac = 0.25",
    )
    different = len({tuple(each) for each in held})
    check(
        different > 6,
        seen=f"{different} different splits with 12 seeds",
        expected="12",
        cause="seed_ignored" if whole and different == 1 else None,
        facts={"seeds": 12},
        what="contiguous_split of 48 documents with frac = 0.25",
    )


def test_global_generators(global_rng_unchanged, rng):
    docs = documents(rng, 20)
    with global_rng_unchanged():
        contiguous_split(docs, 0.3, 3)


def test_docs_are_untouched(rng):
    docs = with_copies(rng, documents(rng, 20), 3)
    before = list(docs)
    contiguous_split(docs, 0.3, 3)
    check(
        docs == before,
        seen=f"{len(docs)} documents, in another order" if len(docs) == len(before) else
        f"{len(docs)} documents",
        expected=f"the {len(before)} documents as they were",
        cause="docs_changed",
        what="docs after contiguous_split",
    )  # fmt: skip
