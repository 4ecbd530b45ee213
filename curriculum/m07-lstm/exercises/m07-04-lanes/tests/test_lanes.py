"""lanes, in the order of the tasks. No number of a text comes twice, so each tells its place."""

from itertools import pairwise

import numpy as np
from evidence import check, check_array, check_equal, unchanged
from solution import lanes

SIZES = ((331, 5, 7), (298, 3, 8), (447, 8, 4))  # N, B, T


def text_of(rng, N):
    """N different numbers, none of them its own place."""
    return rng.permutation(np.arange(1000, 1000 + 3 * N))[:N]


def stretches_of(ids, B, T):
    """The pairs that came back, as arrays."""
    with unchanged(ids=ids):
        out = lanes(ids, B, T)
        if out is None:
            check_array(out, what=f"lanes(ids, {B}, {T})")
        check(hasattr(out, "__iter__"), seen=type(out).__name__, expected="something to loop over")
        pairs = list(out)
    for pair in pairs:
        fits = isinstance(pair, tuple | list) and len(pair) == 2
        check(fits, seen=f"a {type(pair).__name__}", expected="a pair (x, y) for each stretch")
    return [(array_of(x, "x"), array_of(y, "y")) for x, y in pairs]


def array_of(part, name):
    check_array(part, what=name)
    check(part.ndim == 2, seen=f"shape {part.shape}", expected="two axes", what=name)
    whole = part.dtype.kind in "iu"
    check(whole, seen=f"numbers of type {part.dtype}", expected="integers", what=name)
    return part


def places(ids, pairs):
    """The same pairs with the place of each number in the text; -1: it is not in it."""
    place = {int(number): at for at, number in enumerate(ids)}
    look_up = np.vectorize(lambda number: place.get(int(number), -1), otypes=[int])
    return [(look_up(x), look_up(y)) for x, y in pairs]


def some_stretches(ids, B, T):
    """Pairs by their places; there are some, and all but the last have T steps of B lanes."""
    pairs = stretches_of(ids, B, T)
    check(len(pairs) > 1, seen=f"{len(pairs)} pairs", expected=f"{(len(ids) - 1) // B} steps")
    for pair in pairs[:-1]:
        for name, part in zip("xy", pair, strict=True):
            cause = "batch_major" if part.shape == (B, T) else None
            shapes = {"seen": f"shape {part.shape}", "expected": f"shape {(T, B)}"}
            right = part.shape == (T, B)
            check(right, **shapes, cause=cause, facts={"B": B, "T": T}, what=name)
    return places(ids, pairs)


def test_shapes(rng):
    for N, B, T in SIZES:
        pairs = some_stretches(text_of(rng, N), B, T)
        x, y = pairs[-1]
        check_equal(y.shape, x.shape, what="the shape of the last y")
        check_equal(x.shape[1], B, what="columns of the last x")


def test_next_character(rng):
    for N, B, T in SIZES:
        for x, y in some_stretches(text_of(rng, N), B, T):
            check_equal(y, x + 1, what="the places of y", causes=shifts(x))


def shifts(x):
    """What y is when the shift is forgotten, or goes round."""
    return {"y_not_shifted": x, "rolled": np.roll(x, -1, axis=0)} if len(x) > 1 else {}


def test_columns(rng):
    for N, B, T in SIZES:
        for x, _ in some_stretches(text_of(rng, N), B, T):
            along = (np.diff(x, axis=1) == 1).all() and (np.diff(x, axis=0) == B).all()
            downwards = x[:1] + np.arange(len(x))[:, None]
            causes = {"interleaved": x} if along and len(x) > 1 else {}
            check_equal(x, downwards, what="the places of x", causes=causes, facts={"B": B})


def test_lanes_continue(rng):
    for N, B, T in SIZES:
        ids = text_of(rng, N)
        pairs = some_stretches(ids, B, T)
        again = places(ids, stretches_of(ids, B, T))
        same = len(again) == len(pairs) and all(
            np.array_equal(x, twice) for (x, _), (twice, _) in zip(pairs, again, strict=True)
        )
        for (x, _), (then, _) in pairwise(pairs):
            goes_on(x, then, T, same)
        check_equal(pairs[0][0][0], (N - 1) // B * np.arange(B), what="where the lanes begin")


def goes_on(x, then, T, same):
    """The next stretch begins where this one ended."""
    B, expected, seen = x.shape[1], x[-1] + 1, then[0]
    off = seen - expected
    b = int(np.argmax(off != 0))
    facts = {
        "B": B,
        "b": b,
        "before": int(x[-1, b]),
        "seen": int(seen[b]),
        "expected": int(expected[b]),
        "jump": int(off[b]),
        "again": int(-off[b]),
    }
    cause = why(off, B, T) if same else ("shuffled" if np.ptp(off) == 0 else "random_windows")
    what = "the places where the lanes go on"
    check(not off.any(), seen=seen, expected=expected, cause=cause, facts=facts, what=what)


def why(off, B, T):
    """What jumps of these lengths are known to come from."""
    known = {1: "gap", (B - 1) * T: "chunked", 1 - T: "overlap"}
    return known.get(int(off[0])) if np.ptp(off) == 0 else None


def test_every_place_once(rng):
    for N, B, T in SIZES:
        L = (N - 1) // B
        pairs = some_stretches(text_of(rng, N), B, T)
        read = np.sort(np.concatenate([x.ravel() for x, _ in pairs]))
        whole = L // T * T  # places of a lane in stretches of full length
        check_equal(len(np.unique(read)), len(read), what="different places that are read")
        ends = L * np.arange(1, B + 1) - 1
        lost = set(range(B * L)) - set(read.tolist())
        in_full = [place for place in sorted(lost) if place % L < whole]
        cause = "lane_ends_lost" if sorted(lost) == ends.tolist() else None
        if cause or in_full:
            what = "places that are never read"
            check(False, seen=sorted(lost), expected=[], cause=cause, facts={"B": B}, what=what)
        behind = read[read >= B * L].tolist()
        check_equal(behind, [], what="places after the last lane that are read")


def test_last_stretch(rng):
    for N, B, T in ((121, 5, 7), (98, 3, 9), (150, 8, 4), (31, 4, 50)):
        L = (N - 1) // B
        pairs = places(ids := text_of(rng, N), stretches_of(ids, B, T))
        steps = [len(x) for x, _ in pairs]
        right = [T] * (L // T) + [L % T] * (L % T > 0)
        full = every_place(L, B)[: L // T * T]
        read = np.concatenate([x for x, _ in pairs]) if steps == right[:-1] else np.empty(0)
        cause = "last_dropped" if L % T and np.array_equal(read, full) else None
        facts = {"L": L, "T": T, "left": L % T}
        check(steps == right, seen=steps, expected=right, cause=cause, facts=facts, what="rows")
        check_equal(pairs[-1][0][-1], L * np.arange(1, B + 1) - 1, what="the last row of x")
        check_equal(pairs[-1][1][-1], L * np.arange(1, B + 1), what="the last row of y")


def every_place(L, B):
    """The places of B lanes of L places, (L, B)."""
    return np.arange(L)[:, None] + L * np.arange(B)


def test_odd_sizes(rng):
    for N, B, T in ((25, 4, 3), (24, 4, 2), (13, 4, 3), (9, 1, 4), (6, 5, 2), (9, 4, 1)):
        ids = text_of(rng, N)
        pairs = places(ids, stretches_of(ids, B, T))
        L, got = (N - 1) // B, sum(len(x) for x, _ in pairs)
        check(bool(pairs), seen="no pairs", expected=f"{L} steps")
        x, y = (np.concatenate(parts) for parts in zip(*pairs, strict=True))
        fewer = np.array_equal(x, every_place(got, B)) and got == (N - 2) // B
        cause = "text_ends_lost" if fewer else None
        facts = {"seen": got, "expected": L, "N": N, "B": B}
        check(got == L, seen=got, expected=L, cause=cause, facts=facts, what="places in a lane")
        right = every_place(L, B)
        check_equal(x, right, what=f"all places of x, of {N} in {B} lanes")
        check_equal(y, right + 1, what=f"all places of y, of {N} in {B} lanes")
    for N, B in ((5, 5), (1, 3), (0, 2)):
        pairs = stretches_of(text_of(rng, N), B, 4)
        check_equal(len(pairs), 0, what=f"pairs from {N} characters in {B} lanes")
