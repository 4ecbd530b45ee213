"""init_linear, in the order of the tasks."""

import math

import numpy as np
from evidence import check, not_started
from judge import check_mean_square, generator, through_twenty, weights
from solution import init_linear

ACTS = ("linear", "tanh", "relu")


def test_shape_and_type(rng):
    for act, fan_in, fan_out in zip(ACTS, (3, 7, 1), (5, 2, 4), strict=True):
        weights(fan_in, fan_out, act, generator(rng))


def test_variance_without_a_bend(rng):
    check_mean_square(weights(1000, 600, "linear", generator(rng)), "linear", 0.03)


def test_variance_with_gains(rng):
    for act in ("tanh", "relu"):
        check_mean_square(weights(1000, 600, act, generator(rng)), act, 0.03)


def test_few_inputs(rng):
    for act in ACTS:
        check_mean_square(weights(2, 60_000, act, generator(rng)), act, 0.03)
        check_mean_square(weights(1, 80_000, act, generator(rng)), act, 0.03)


def test_around_zero(rng):
    for act in ACTS:
        W = weights(300, 200, act, generator(rng))
        below = float((W < 0).mean())
        check(
            abs(below - 0.5) < 0.02,
            seen=f"{100 * below:.0f} % of the weights below 0",
            expected="about half of them",
            cause=why_not_around_zero(W, below),
        )
        mean = float(W.mean() / W.std())
        check(
            abs(mean) < 0.03,
            seen=f"a mean of {mean:.2g} standard deviations",
            expected="0, up to chance",
        )


def why_not_around_zero(W, below):
    if np.ptp(W) == 0:
        return "all_equal"
    return "not_centred" if below == 0 else None


def test_weights_do_not_know_of_each_other(rng):
    W = weights(120, 90, "relu", generator(rng))
    if np.ptp(W) > 0:
        for axis, name in ((0, "rows"), (1, "columns")):
            check(
                bool(np.ptp(W, axis=axis).any()),
                seen=f"a W whose {name} are all equal",
                expected=f"{name} that were drawn for themselves",
                cause={"rows": "one_row", "columns": "one_column"}[name],
            )
    for name, A in (("rows", W), ("columns", W.T)):
        alike = np.abs(np.corrcoef(A) - np.eye(len(A))).max()
        check(
            bool(alike < 0.8),
            seen=f"two {name} of W with a correlation of {alike:.2f}",
            expected="entries that do not depend on each other",
        )


def test_unknown_act(rng):
    for act in ("rleu", "", "Tanh"):
        seen = error_for(act, generator(rng))
        if seen == "NotImplementedError":
            init_linear(3, 2, "relu", generator(rng))
        check(
            seen == "ValueError",
            seen=f"{seen} for act = {act!r}",
            expected="ValueError",
            cause={"an array": "silent_default", "KeyError": "key_error"}.get(seen),
        )


def error_for(act, rng):
    """The name of the error that an act leads to, or what came back."""
    try:
        out = init_linear(3, 2, act, rng)
    except Exception as error:
        return type(error).__name__
    if out is None:
        not_started()
    return "an array" if isinstance(out, np.ndarray) else type(out).__name__


def test_all_chance_comes_from_rng(rng, global_rng_unchanged):
    seed = int(rng.integers(2**32))
    first, again, other = (np.random.default_rng(s) for s in (seed, seed, seed + 1))
    fresh = first.bit_generator.state
    with global_rng_unchanged():
        one, two, three = (weights(6, 9, "tanh", given) for given in (first, again, other))
    unmoved = first.bit_generator.state == fresh
    check(
        np.array_equal(one, two),
        seen="other weights from a generator in the same state",
        expected="the same weights",
        cause="global_rng" if unmoved else None,
    )
    check(
        not np.array_equal(one, three),
        seen="the same weights from a generator in another state",
        expected="other weights",
        cause="own_rng" if unmoved and np.ptp(one) > 0 else None,
    )


def test_twenty_layers(rng):
    for act in ACTS:
        factors = [through_twenty(act, generator(rng)) for _ in range(4)]
        typical = math.exp(np.mean(np.log(np.maximum(factors, 1e-300))))
        check(
            0.5 < typical < 2,
            seen=f"values {typical:.2g} times as large as at the beginning",
            expected="between 0.5 and 2 times",
            what=f"20 layers of changing width with {act}",
        )
