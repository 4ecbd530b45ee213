"""Continuation shares, the discount, and the smoothed table, in the order of the tasks."""

import numpy as np
import slow
from evidence import check, check_array, check_close, not_started, unchanged
from solution import continuation, discount, kneser_ney

BY_HAND = np.array([[0, 5, 1, 0], [2, 0, 0, 3], [0, 4, 0, 1], [0, 2, 0, 0]])


def some_table(rng, V, each=2.0):
    """Counts with holes; a few pairs come once, a few twice, every token is followed."""
    C = rng.poisson(rng.gamma(0.4, each, size=(V, V)))
    C[np.arange(V), rng.permutation(V)] += 1 + rng.integers(0, 2, size=V)
    return C.astype(np.int64)


def shares(C):
    found = continuation(C.copy())
    check_array(found, shape=(len(C),), dtype="f8", what="continuation(C)")
    return found


def check_shares(C, what):
    seen = C > 0
    causes = {
        "raw_unigram": C.sum(axis=0) / C.sum(),
        "followers": seen.sum(axis=1) / seen.sum(),
        "unshared": seen.sum(axis=0).astype(float),
    }
    right = np.array([float(x) for x in slow.continuation(C)])
    causes = {name: value for name, value in causes.items() if not np.allclose(value, right)}
    check_close(shares_or_counts(C), right, what=what, rtol=1e-10, causes=causes)


def shares_or_counts(C):
    """Whole numbers are looked at too: they have a message of their own."""
    found = continuation(C.copy())
    check_array(found, shape=(len(C),), what="continuation(C)")
    return found if found.dtype == np.float64 else found.astype(float)


def table(C, D):
    P = kneser_ney(C.copy(), D)
    check_array(
        P, shape=C.shape, dtype="f8", what=f"kneser_ney(C, {D:g}) of {len(C)} tokens", finite=False
    )
    return P


def mistakes(C, D):
    """What well-known mistakes give where every token is followed, by their messages."""
    right = slow.kneser_ney(C, D)
    q = np.array([float(x) for x in slow.continuation(C)])
    n, V = C.sum(axis=1, keepdims=True), len(C)
    kept, types = np.maximum(C - D, 0), (C > 0).sum(axis=1, keepdims=True)
    by_columns = slow.kneser_ney(C.T, D).T
    causes = {
        "raw_unigram": slow.kneser_ney(C, D, slow.tokens_share(C)),
        "lost_mass": kept / n,
        "uniform_share": (kept + D * types / V) / n,
        "one_discount": (kept + D * q) / n,
        "backs_off": np.where(C > 0, kept, D * types * q) / n,
        "negative": (C - D + D * types * q) / n,
        "columns": by_columns,
        "nothing_taken": C / n,
    }
    return {name: value for name, value in causes.items() if not np.allclose(value, right)}


def check_table(C, D, what):
    P = table(C, D)
    sums = (np.maximum(C - D, 0) / C.sum(axis=1, keepdims=True)).sum(axis=1)
    row = int(sums.argmin())
    check_close(
        P, slow.kneser_ney(C, D), what=what, rtol=1e-10, causes=mistakes(C, D),
        facts={"row": row, "total": float(sums[row])}, axes=("token before", "token"),
    )  # fmt: skip


def test_continuation_by_hand():
    check_shares(BY_HAND, "continuation of a table of 4 tokens")
    shares(BY_HAND)


def test_continuation_of_random_tables(rng):
    for V in (3, 8, 40):
        check_shares(some_table(rng, V), f"continuation of a table of {V} tokens")


def test_discount(rng):
    for V in (4, 9, 30):
        C = some_table(rng, V)
        C[0, :4] = 1, 2, 2, 7
        found = discount(C.copy())
        if found is None:
            not_started()
        once, twice = int((C == 1).sum()), int((C == 2).sum())
        causes = {
            "once_over_all": once / int((C > 0).sum()),
            "single_pairs_only": once / (once + twice),
        }
        right = slow.discount(C)
        causes = {name: x for name, x in causes.items() if not np.isclose(x, right)}
        check_close(found, right, what=f"discount of a table of {V} tokens", causes=causes)


def test_by_hand():
    for D in (0.75, 0.5):
        check_table(BY_HAND, D, f"kneser_ney of a table of 4 tokens with D = {D}")


def test_random_tables(rng):
    for V, D in ((5, 0.75), (11, 0.3), (40, 0.9)):
        check_table(some_table(rng, V), D, f"kneser_ney of a table of {V} tokens with D = {D}")


def test_rows_add_up_to_one(rng):
    for V, D in ((6, 0.6), (300, 0.75)):
        C = some_table(rng, V, each=0.3)
        C[1] = 0  # nothing followed token 1
        sums = table(C, D).sum(axis=1)
        check_close(sums, np.ones(V), what=f"the sums of the rows of {V} tokens with D = {D}")


def test_francisco(rng):
    """Token 1 comes 100 times after token 0 alone; token 2 comes once after many others."""
    V = 12
    C = some_table(rng, V)
    C[:, [1, 2]] = 0
    C[0, 1] = 100
    C[2:9, 2] = 1
    C[10, 3] = C[11, 4] = 2
    P = table(C, 0.75)
    for row in (10, 11):
        rare, usual = P[row, 1], P[row, 2]
        check(
            rare < usual,
            seen=f"after token {row}: {rare:.4f} for token 1, which came 100 times after token 0 "
            f"alone, and {usual:.4f} for token 2, which came after 7 others",
            expected="less for token 1 than for token 2",
            cause="raw_unigram" if np.allclose(P[row], by_tokens(C)[row]) else None,
        )
    check(P[0, 1] > 0.5, seen=f"{P[0, 1]:.4f} for token 1 after token 0", expected="more than half")


def by_tokens(C):
    return slow.kneser_ney(C, 0.75, slow.tokens_share(C))


def test_totals_are_kept(rng):
    for V, D in ((7, 0.75), (20, 0.4)):
        C = some_table(rng, V)
        expected_times = C.sum(axis=1) @ table(C, D)
        came = C.sum(axis=0).astype(float)
        check_close(
            expected_times,
            came,
            what="how often the model expects each token, summed over the counted text",
        )


def test_contexts_that_nothing_followed(rng):
    for V in (5, 9):
        C = some_table(rng, V)
        C[[1, 3]] = 0
        C[2] = 0
        C[0, 4], C[2, 0] = 2, 1  # a row that was followed once
        P = table(C, 0.6)
        q = [float(x) for x in slow.continuation(C)]
        others = [a for a in range(V) if a not in (1, 3)]
        right = slow.kneser_ney(C, 0.6)[others]
        known = {
            "nan_row": np.full(V, np.nan),
            "zero_row": np.zeros(V),
            "uniform_row": np.full(V, 1 / V),
        }
        causes = known if np.allclose(P[others], right) else {}
        for row in (1, 3):
            check_close(P[row], q, what=f"the row of token {row}, never followed", causes=causes)
        check_close(P[others], right, what="the other rows", rtol=1e-10)


def test_discounts_from_0_to_1(rng):
    C = some_table(rng, 6)
    check_close(table(C, 0), C / C.sum(axis=1, keepdims=True), what="kneser_ney(C, 0)")
    check_close(table(C, 1), slow.kneser_ney(C, 1), what="kneser_ney(C, 1)")
    for D in (-0.1, 1.25, float(rng.uniform(1.01, 5))):
        try:
            kneser_ney(C.copy(), D)
        except ValueError:
            continue
        check(
            False,
            seen=f"a table, for D = {D:g}",
            expected="a ValueError",
            cause="any_discount",
            facts={"D": D},
        )


def test_table_is_untouched(rng):
    C = some_table(rng, 7)
    with unchanged(C=C):
        continuation(C)
        discount(C)
        kneser_ney(C, 0.5)
