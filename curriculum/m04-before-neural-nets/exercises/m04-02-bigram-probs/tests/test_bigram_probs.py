"""bigram_probs, in the order of the tasks."""

import numpy as np
import slow
from evidence import check, check_array, check_close, unchanged
from solution import bigram_probs


def table(ids, V, k):
    """What the solution gives, once it is known to be a table."""
    P = bigram_probs(ids.copy(), V, k)
    known = int(ids.max()) + 1 if len(ids) else V
    check_array(
        P,
        shape=(V, V),
        what=f"bigram_probs of {len(ids)} tokens with V = {V}",
        finite=False,
        shape_causes={(known, known): "V_from_ids"} if known < V else {},
    )
    return P


def mistakes(ids, V, k):
    """What well-known mistakes give, by the message that names them."""
    C = np.array(slow.counts(ids, V), dtype=float)
    rows = C.sum(axis=1, keepdims=True)
    right = slow.bigram_probs(ids, V, k)
    once = (C > 0) + 0.0
    wrapped = C.copy()
    wrapped[ids[-1], ids[0]] += 1
    plain = slow.uniform_where_empty(C, slow.divided(C, rows))
    last = rows + (np.arange(V) == ids[-1])[:, None] + k * V
    causes = {
        "transposed": slow.bigram_probs(ids[::-1], V, k),
        "fancy_plus_equals": normalised(once + k),
        "columns": normalised((C + k).T).T,
        "whole_table": (C + k) / (C + k).sum(),
        "wraps": normalised(wrapped + k),
        "counts_last": np.where(last > 0, slow.divided(C + k, last), 1 / V),
        "only_counts": C + k,
    }
    if k > 0:
        causes["smooth_after_norm"] = (plain + k) / (1 + k * V)
        causes["k_once"] = slow.divided(C + k, rows + k)
        causes["no_smoothing"] = plain
    if k != 1:
        causes["adds_one"] = normalised(C + 1)
    return {name: value for name, value in causes.items() if not np.allclose(value, right)}


def normalised(C):
    return slow.uniform_where_empty(C, slow.divided(C, C.sum(axis=1, keepdims=True)))


def some_text(rng, N, V):
    """Tokens that follow each other by a rule of their own, with every one of the V among them."""
    rule = rng.dirichlet(np.full(V, 0.4), size=V)
    ids = [*rng.permutation(V).tolist()]
    while len(ids) < N:
        ids.append(int(rng.choice(V, p=rule[ids[-1]])))
    return np.array([*ids, *rng.permutation(V).tolist(), ids[0]])


def check_table(ids, V, k, what):
    check_close(
        table(ids, V, k),
        slow.bigram_probs(ids, V, k),
        what=what,
        rtol=1e-10,
        causes=mistakes(ids, V, k),
    )


def test_shape_and_type(rng):
    for N, V in ((30, 4), (25, 7)):
        P = table(some_text(rng, N, V), V, 0.5)
        check_array(P, dtype="f8", what="bigram_probs(ids, V, k)")


def test_a_text_by_hand():
    ids = np.array([0, 1, 0, 1, 0, 0, 1, 2, 1])
    check_table(ids, 3, 0, "bigram_probs of 0 1 0 1 0 0 1 2 1 with k = 0")


def test_random_texts(rng):
    for N, V in ((40, 3), (300, 5), (2000, 11)):
        ids = some_text(rng, N, V)
        check_table(ids, V, 0, f"bigram_probs of {len(ids)} tokens out of {V} with k = 0")


def test_rows_add_up_to_one(rng):
    for k in (0, 0.3, 2):
        P = table(some_text(rng, 200, 6), 6, k)
        check_close(P.sum(axis=1), np.ones(6), what=f"the sum of each row with k = {k}")


def test_k_is_added_to_every_count(rng):
    for k in (0.5, 0.01, 3.0, 1.0):
        ids = some_text(rng, 150, 5)
        check_table(ids, 5, k, f"bigram_probs with k = {k}")


def test_large_k_forgets_the_text(rng):
    P = table(some_text(rng, 100, 4), 4, 1e9)
    check_close(P, np.full((4, 4), 0.25), what="bigram_probs with k = 1e9", rtol=1e-6)


def test_tokens_that_nothing_followed(rng):
    ids = some_text(rng, 60, 4)
    ids = np.concatenate([ids, [5]])  # 5 stands at the end, and 4 and 6 nowhere
    for k in (0, 1e-6, 0.7):
        P = table(ids, 7, k)
        sums = P.sum(axis=1)
        others = np.allclose(sums[:4], 1)
        nan = others and k == 0 and np.isnan(P[4:]).all()
        zero = others and bool((P[4:] == 0).all())
        check(
            bool(np.allclose(P[4:], 1 / 7, rtol=1e-9)),
            seen=f"rows that add up to {', '.join(f'{s:.4g}' for s in sums[4:])} with k = {k}, for "
            "tokens that nothing followed",
            expected="1/7 everywhere",
            cause="nan_row" if nan else "zero_row" if zero else None,
        )
        check_close(P[:4], slow.bigram_probs(ids, 7, k)[:4], what="the other rows", rtol=1e-9)


def test_tiny_texts():
    for ids in (np.array([2]), np.array([], dtype=np.int64), np.array([1, 1])):
        P = table(ids, 4, 0)
        right = slow.bigram_probs(ids, 4, 0)
        check_close(P, right, what=f"bigram_probs of a text of {len(ids)} tokens", rtol=1e-9)


def test_a_long_text(rng):
    ids = rng.integers(0, 40, size=60_000)
    ids[::3] = ids[1::3] // 2
    check_table(ids, 40, 0.1, "bigram_probs of 60,000 tokens")


def test_ids_are_untouched(rng):
    ids = some_text(rng, 50, 5)
    with unchanged(ids=ids):
        bigram_probs(ids, 5, 0.5)
