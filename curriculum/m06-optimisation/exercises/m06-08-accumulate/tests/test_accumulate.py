"""accumulate, in the order of the tasks."""

import mistakes
import numpy as np
import slow
from evidence import check, check_array, check_close, unchanged
from solution import accumulate


def draw(rng, shape, sizes):
    """Parts of these sizes; their gradients have different means."""
    return [(rng.normal(size=shape) + 2.0 * k, n) for k, n in enumerate(sizes)]


def answer(micro, what):
    out = accumulate([(g.copy(), n) for g, n in micro])
    check_array(out, shape=micro[0][0].shape, dtype="f8", what=what, finite=False)
    return out


def close(micro, right, what):
    check_close(
        answer(micro, what), right, what=what, rtol=1e-10,
        causes=mistakes.of_parts(micro), facts=mistakes.facts(micro),
    )  # fmt: skip


def test_shape_and_type(rng):
    for shape in ((4,), (2, 3), (3, 1, 2)):
        check_array(answer(draw(rng, shape, (3, 5)), "the gradient"), what="the gradient")


def test_one_part(rng):
    for n in (1, 7):
        part = draw(rng, (2, 3), (n,))
        check_close(
            answer(part, "the gradient"), part[0][0], what=f"a batch of {n} in one part", rtol=1e-12
        )


def test_equal_parts(rng):
    for count, n in ((3, 4), (5, 2)):
        micro = draw(rng, (2, 3), (n,) * count)
        check_close(
            answer(micro, "the gradient"), slow.whole(micro),
            what=f"the gradient from {count} parts of {n}", rtol=1e-10,
            causes={k: v for k, v in mistakes.of_parts(micro).items() if k != "mean_of_means"},
            facts=mistakes.facts(micro),
        )  # fmt: skip


def test_six_three_and_one():
    micro = [(np.array([value]), n) for value, n in ((2.0, 6), (4.0, 3), (10.0, 1))]
    close(micro, np.array([3.4]), "the gradient from parts of 6, 3 and 1")


def test_parts_of_a_real_batch(rng):
    for D, cuts in ((4, (9, 10, 20)), (3, (2, 15))):
        X, y, w = rng.normal(size=(23, D)), 3.0 * rng.normal(size=23), rng.normal(size=D)
        rows = np.split(np.arange(23), cuts)
        micro = [(slow.line_gradient(X[part], y[part], w), len(part)) for part in rows]
        close(micro, slow.line_gradient(X, y, w), f"the gradient of a batch cut at {cuts}")


def test_any_cut_gives_the_same(rng):
    examples = rng.normal(size=(12, 3)) + np.arange(12)[:, None]
    for cuts in ((5, 6), (1, 2, 11), (3,)):
        micro = [(part.mean(axis=0), len(part)) for part in np.split(examples, cuts)]
        order = rng.permutation(len(micro))
        close(micro, examples.mean(axis=0), f"12 examples cut at {cuts}")
        close([micro[i] for i in order], examples.mean(axis=0), "the same in another order")


def test_nothing_is_kept_between_calls(rng):
    mine, other = draw(rng, (2, 2), (3, 1)), draw(rng, (2, 2), (5, 2, 4))
    first = answer(mine, "the gradient")
    answer(other, "the gradient")
    second = answer(mine, "the gradient")
    check(
        np.array_equal(first, second),
        seen=second, expected=first, cause="forgot_reset",
        what="the gradient of a batch that was given before",
    )  # fmt: skip


def test_part_without_examples(rng):
    for place in (0, 1, 3):
        micro = draw(rng, (2, 3), (4, 1, 2))
        right = slow.whole(micro)
        nothing = micro.copy()
        nothing.insert(place, (np.full((2, 3), 50.0), 0))
        counted = [(g, max(n, 1)) for g, n in nothing]
        parted = np.mean([g for g, _ in nothing], axis=0)
        check_close(
            answer(nothing, "the gradient"), right,
            what=f"with part {place + 1} of 0 examples, all its entries 50", rtol=1e-10,
            causes={"empty_counts": slow.whole(counted), "mean_of_means": parted},
            facts=mistakes.facts(nothing),
        )  # fmt: skip
        nothing[place] = (np.full((2, 3), np.nan), 0)
        seen = answer(nothing, "the gradient")
        check(
            np.isfinite(seen).all(),
            seen=seen, expected=right,
            cause="nan_times_zero" if np.isnan(seen).all() else None,
            what=f"with part {place + 1} of 0 examples, all its entries NaN",
        )  # fmt: skip
        check_close(seen, right, what="with a part of 0 examples", rtol=1e-10)


def test_inputs_are_untouched(rng):
    micro = draw(rng, (3, 2), (4, 2, 1))
    with unchanged(**{f"gradient of part {k + 1}": g for k, (g, _) in enumerate(micro)}):
        accumulate(list(micro))
