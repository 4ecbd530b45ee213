"""sample_categorical, in the order of the tasks."""

import numpy as np
from chance import (
    chi_square,
    fits,
    generator,
    largest_next,
    table,
    too_large,
    too_small,
    zero_next,
)
from evidence import check, check_array, unchanged
from solution import sample_categorical

N = 20_000


def drawn(p, n, rng):
    """The solution's draws, once their shape, type and range are right."""
    V = len(p)
    out = sample_categorical(p.copy(), n, rng)
    what = f"sample_categorical(p, {n}, rng) for {V} outcomes"
    if isinstance(out, np.ndarray) and out.shape == (V,) and out.sum() == n:
        check(False, f"{V} numbers that add up to {n}", f"{n} draws", "counts", {"V": V}, what)
    check_array(out, shape=(n,), what=what)
    check(
        out.dtype == np.int64,
        seen=f"an array of type {out.dtype}",
        expected="int64",
        cause="floats" if out.dtype.kind == "f" else None,
        facts={"kind": out.dtype},
        what=what,
    )
    return out


def in_range(out, V):
    return bool(((out >= 0) & (out < V)).all())


def counts_of(p, rng):
    """How often each outcome came in N draws."""
    out = drawn(p, N, rng)
    V = len(p)
    check(in_range(out, V), f"outcomes from {out.min()} to {out.max()}", f"from 0 to {V - 1}")
    return np.bincount(out, minlength=V)


def test_shape_and_type(rng):
    for V, n in ((5, 2_000), (3, 1_000)):
        p = table(rng, V)
        out = drawn(p, n, generator(rng))
        check(
            in_range(out, V),
            seen=f"outcomes from {out.min()} to {out.max()}",
            expected=f"outcomes from 0 to {V - 1}",
            cause="off_by_one" if (out.min(), out.max()) == (1, V) else None,
            facts={"V": V, "last": V - 1},
        )
    for V, n in ((4, 1), (1, 6), (7, 0)):
        out = drawn(table(rng, V), n, generator(rng))
        check(in_range(out, V), seen=str(out), expected=f"outcomes from 0 to {V - 1}")


def why_frequencies(counts, p):
    """The mistake that `counts`, one row a generator, show; None when they show none."""
    if (np.count_nonzero(counts, axis=1) == 1).all():
        always_the_most_probable = (counts[:, p.argmax()] == N).all()
        return "argmax" if always_the_most_probable else "one_draw"
    total = counts.sum(axis=0)
    causes = {"uniform": np.full(len(p), 1 / len(p)), "no_unsort": np.sort(p)[::-1]}
    found = [name for name, q in causes.items() if fits(total, q)]
    return found[0] if len(found) == 1 else None


def test_frequencies(rng):
    for V in (30, 4):
        p = table(rng, V)
        counts = np.array([counts_of(p, generator(rng)) for _ in range(5)])
        for row in counts:
            worst = int(np.argmax((row - N * p) ** 2 / p))
            check(
                not too_large(chi_square(row, N * p), V - 1),
                seen=f"outcome {worst} {row[worst]:,} times in {N:,} draws",
                expected=f"about {N * p[worst]:,.0f} times, for p[{worst}] is {p[worst]:.4f}",
                cause=why_frequencies(counts, p),
                facts={"n": N, "each": N / V},
                what=f"frequencies of {V} outcomes",
            )


def test_draws_do_not_know_of_each_other(rng):
    p = table(rng, 4)
    out = drawn(p, N, generator(rng))
    pairs = np.bincount(4 * out[::2] + out[1::2], minlength=16)
    check(
        not too_large(chi_square(pairs, N / 2 * np.outer(p, p).ravel()), 15),
        seen="pairs of neighbouring draws that depend on each other",
        expected="each pair as often as the product of its probabilities",
        cause="in_order" if out[0] < out[-1] and (np.diff(out) >= 0).all() else None,
    )
    p = table(rng, 40)
    scatter = sum(chi_square(counts_of(p, generator(rng)), N * p) for _ in range(5))
    check(
        not too_small(scatter, 5 * 39),
        seen=f"counts that lie {np.sqrt(scatter / 5 / 39):.2g} times as far from n·p as by chance",
        expected="about 1 time",
        cause="too_even",
    )


def test_never_means_never(rng):
    for p in ([0.0, 0.3, 0.0, 0.0, 0.7], [0.6, 0.0, 0.4, 0.0], [0.0, 0.0, 1.0]):
        p = np.array(p)
        counts = counts_of(p, generator(rng))
        drew = np.flatnonzero((counts > 0) & (p == 0))
        check(len(drew) == 0, seen=f"outcomes {drew.tolist()}, whose p is 0", expected="none")
        first = drawn(p, 3, zero_next(rng))
        check(
            in_range(first, len(p)) and bool((p[first] > 0).all()),
            seen=f"draws {first.tolist()} from p = {p.tolist()}, the first from the number 0.0",
            expected="outcomes with a probability above 0",
            cause="side_left" if first[0] == 0 and p[0] == 0 else None,
        )


def test_the_last_number_below_one(rng):
    tenths = np.full(10, 0.1)
    for p in (tenths, np.append(tenths, [0.0, 0.0]), np.insert(tenths, 4, 0.0)):
        total = float(np.cumsum(p)[-1])
        usual = drawn(p, 500, generator(rng))
        sound = in_range(usual, len(p)) and bool((p[usual] > 0).all())
        out = drawn(p, 3, largest_next(rng))
        what = f"draws from p = {p.tolist()}, where the first uniform number is the largest below 1"
        check(
            in_range(out, len(p)),
            seen=f"outcomes {out.tolist()}",
            expected=f"outcomes from 0 to {len(p) - 1}",
            cause="past_the_end" if sound and out[0] == len(p) else None,
            facts={"index": int(out[0]), "V": len(p), "total": total},
            what=what,
        )
        check(
            bool((p[out] > 0).all()),
            seen=f"outcomes {out.tolist()}",
            expected="outcomes with a probability above 0",
            cause="clipped" if sound and out[0] == len(p) - 1 else None,
            facts={"index": int(out[0]), "total": total},
            what=what,
        )


def test_all_chance_comes_from_rng(rng, global_rng_unchanged):
    p = table(rng, 50)
    seed = int(rng.integers(2**32))
    first, again, other = (np.random.default_rng(s) for s in (seed, seed, seed + 1))
    fresh = first.bit_generator.state
    with global_rng_unchanged():
        one, two, three = (drawn(p, 60, given) for given in (first, again, other))
    unmoved = first.bit_generator.state == fresh
    check(
        np.array_equal(one, two),
        seen="other draws from a generator in the same state",
        expected="the same draws",
        cause="unseeded" if unmoved else None,
    )
    check(
        not np.array_equal(one, three),
        seen="the same draws from a generator in another state",
        expected="other draws",
        cause="own_rng" if unmoved and len(set(one.tolist())) > 1 else None,
    )
    check(
        not np.array_equal(one, drawn(p, 60, first)),
        seen="the same draws again from a generator that has been used",
        expected="other draws: the generator goes on from where it is",
    )


def test_p_is_untouched(rng):
    p = table(rng, 6)
    with unchanged(p=p):
        sample_categorical(p, 10, generator(rng))
