"""causal_mask and sees, in the order of the tasks."""

import numpy as np
import slow
from evidence import check, check_array, check_equal, unchanged
from solution import causal_mask, sees

SIZES = [(5, 0), (1, 0), (3, 4), (4, 2), (1, 6), (2, 1)]  # T, past


def the_mask(T, past):
    """The solution's mask, once it is a bool array of the right shape."""
    out = causal_mask(T, past) if past else causal_mask(T)
    what = f"causal_mask({T}, {past})" if past else f"causal_mask({T})"
    causes = {(past + T, past + T): "square"} if past else {}
    check_array(out, what=what, finite=False)
    check(
        out.shape == (T, past + T),
        seen=f"shape {out.shape}",
        expected=f"shape {(T, past + T)}",
        cause=causes.get(out.shape),
        facts={"T": T, "total": past + T},
        what=what,
    )
    added = np.where(slow.mask(T, past), 0.0, -np.inf)
    check(
        out.dtype == bool,
        seen=f"an array of type {out.dtype}",
        expected="bool",
        cause="additive" if np.array_equal(out, added) else None,
        what=what,
    )
    return out


def right_mask(T, past):
    check_equal(
        the_mask(T, past),
        slow.mask(T, past),
        what=f"causal_mask({T}, {past})",
        causes=slow.mistakes(T, past),
        facts={"past": past},
    )


def test_shape_and_type():
    for T, past in SIZES:
        the_mask(T, past)


def test_without_a_past():
    for T in (4, 7, 2, 1):
        right_mask(T, 0)


def test_with_a_past(rng):
    drawn = [(int(rng.integers(1, 8)), int(rng.integers(1, 12))) for _ in range(6)]
    for T, past in [*SIZES, *drawn]:
        right_mask(T, past)


def test_attention_behind_the_mask(rng):
    for T, past in ((5, 0), (3, 4)):
        total, dk, dv = past + T, 3, 2
        open_cells = the_mask(T, past)
        Q, K = rng.normal(size=(T, dk)), rng.normal(size=(total, dk))
        V = rng.normal(size=(total, dv))
        alone = ~open_cells.any(axis=1)
        right = slow.mask(T, past)
        known = [
            name for name, m in slow.mistakes(T, past).items() if np.array_equal(open_cells, m)
        ]
        cause = known[0] if len(known) == 1 else None
        check(
            not alone.any(),
            seen=f"row {int(alone.argmax())} of causal_mask({T}, {past}) sees nothing",
            expected="every row sees its own position at least",
            cause=cause,
            facts={"past": past},
        )
        before = slow.attention(Q, K, V, open_cells)
        for j in range(total):
            other_K, other_V = K.copy(), V.copy()
            other_K[j], other_V[j] = rng.normal(size=dk), rng.normal(size=dv)
            after = slow.attention(Q, other_K, other_V, open_cells)
            moved = (after != before).any(axis=1)
            check(
                np.array_equal(moved, right[:, j]),
                seen=f"outputs {np.flatnonzero(moved).tolist()} move when position {j} changes",
                expected=f"outputs {np.flatnonzero(right[:, j]).tolist()}: those at or after it",
                cause=cause,
                facts={"past": past},
                what=f"attention behind causal_mask({T}, {past})",
            )


def pattern_of(f, x, rng):
    """What the solution finds, once it is a bool array of the right shape."""
    out = sees(f, x.copy(), np.random.default_rng(int(rng.integers(2**32))))
    T = len(x)
    check_array(out, shape=(T, T), dtype="bool", what=f"sees(f, x, rng) for x {x.shape}")
    return out


def finds(f, pattern, x, rng, *, what, causes=None, facts=None):
    check_equal(pattern_of(f, x, rng), pattern, what=what, causes=causes, facts=facts)


def test_sees_shape_and_type(rng):
    for T, D, M in ((4, 3, 2), (2, 5, 3), (1, 2, 4)):
        f = slow.Mixing(rng, np.ones((T, T), dtype=bool), D, M)
        pattern_of(f, rng.normal(size=(T, D)), rng)


def test_known_patterns(rng):
    for T, D, M in ((5, 3, 2), (4, 2, 6)):
        pattern = slow.random_pattern(rng, T)
        so_far = np.cumsum(pattern, axis=1) > 0
        finds(
            slow.Mixing(rng, pattern, D, M),
            pattern,
            rng.normal(size=(T, D)),
            rng,
            what="sees of a function that mixes positions",
            causes={
                "transposed": pattern.T,
                "not_restored": so_far,
                "together": np.repeat(pattern.any(axis=1, keepdims=True), T, axis=1),
            },
        )
    for pattern, name in ((slow.mask(6), "a causal"), (np.eye(3, dtype=bool), "a position-wise")):
        T = len(pattern)
        f = slow.Mixing(rng, pattern, 4, 3)
        finds(f, pattern, rng.normal(size=(T, 4)), rng, what=f"sees of {name} function")


def test_every_number_of_a_row(rng):
    T, D = 4, 3
    for _ in range(3):
        pattern = slow.random_pattern(rng, T)
        columns = np.where(pattern, rng.integers(D, size=(T, T)), -1)
        out = pattern_of(slow.picky(columns), rng.normal(size=(T, D)), rng)
        noticed = [c for c in range(D) if np.array_equal(out, pattern & (columns == c))]
        partly = len(noticed) == 1 and not np.array_equal(out, pattern)
        check(
            np.array_equal(out, pattern),
            seen=out,
            expected=pattern,
            cause="one_number" if partly and out.any() else None,
            facts={"column": noticed[0] if noticed else 0},
            what="sees of a function that reads one number of each row",
        )


def test_faint_influence(rng):
    T, D = 4, 3
    strong, faint = np.eye(T, dtype=bool), slow.random_pattern(rng, T)
    loud = slow.Mixing(rng, strong, D, 2)
    quiet = slow.Mixing(rng, faint, D, 2, strength=1e-12)
    finds(
        lambda x: loud(x) + quiet(x),
        strong | faint,
        rng.normal(size=(T, D)),
        rng,
        what="sees where position j moves some outputs by about 1e-12",
        causes={"tolerance": strong},
    )


def test_opposite_changes(rng):
    T, D = 5, 2
    pattern = slow.random_pattern(rng, T)
    part = slow.Mixing(rng, pattern, D, 1)
    finds(
        lambda x: np.concatenate([part(x), -part(x)], axis=1),
        pattern,
        rng.normal(size=(T, D)),
        rng,
        what="sees of a function with two outputs a position that move in opposite directions",
        causes={"cancelled": np.zeros_like(pattern)},
    )


def test_normalised_rows(rng):
    for T, D, M in ((4, 5, 2), (3, 4, 5)):
        pattern = slow.random_pattern(rng, T)
        mix = slow.Mixing(rng, pattern, D, M)
        x = rng.normal(size=(T, D))
        out = pattern_of(lambda x, mix=mix: mix(slow.normalised(x)), x, rng)
        check(
            np.array_equal(out, pattern),
            seen=out,
            expected=pattern,
            cause=None if np.array_equal(out, pattern) else blind_spot(T, D, rng),
            what="sees of a function that normalises rows first",
        )


def blind_spot(T, D, rng):
    """Which kind of change the solution makes: the functions that notice nothing of it say so."""
    eye = np.eye(T, dtype=bool)
    x = rng.normal(size=(T, D))
    direction = lambda x: (x / np.sqrt((x**2).sum(axis=1, keepdims=True))).round(6)  # noqa: E731
    centred = lambda x: (x - x.mean(axis=1, keepdims=True)).round(6)  # noqa: E731
    if not np.array_equal(pattern_of(lambda x: x.round(6), x, rng), eye):
        return None
    unmoved = [not pattern_of(g, x, rng).any() for g in (centred, direction)]
    return {(True, False): "shifted", (False, True): "scaled"}.get(tuple(unmoved))


def test_x_is_untouched(rng):
    x = rng.normal(size=(4, 3))
    f = slow.Mixing(rng, slow.mask(4), 3, 2)
    with unchanged(x=x):
        sees(f, x, np.random.default_rng(int(rng.integers(2**32))))
