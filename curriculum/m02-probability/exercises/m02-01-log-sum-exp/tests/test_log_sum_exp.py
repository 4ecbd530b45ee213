"""log_sum_exp, in the order of the tasks."""

import math

import numpy as np
import slow
from evidence import check, check_close, not_started, unchanged
from solution import log_sum_exp

CASES = (
    ((3, 5), 1),
    ((3, 5), 0),
    ((2, 3, 4), 0),
    ((2, 3, 4), 1),
    ((4, 2, 3), -1),
    ((6,), 0),
    ((3, 1, 4), 2),
)


def answer(x, axis):
    """What the solution gives for x, once its shape and type are right."""
    reduced = np.delete(x.shape, axis)
    facts = {"axis": axis, "shape": x.shape, "reduced": tuple(map(int, reduced))}
    try:
        out = log_sum_exp(x.copy(), axis)
    except ValueError as error:
        shapes = " ".join(
            f"({','.join(map(str, s))}{',' * (len(s) == 1)})" for s in (x.shape, reduced)
        )
        check(
            False,
            seen=f"ValueError: {error}",
            expected=f"a result of shape {facts['reduced']}",
            cause="no_keepdims" if shapes in str(error) else None,
            facts=facts,
            what=f"log_sum_exp(x, axis={axis}) for x of shape {x.shape}",
        )
    if out is None:
        not_started()
    check(
        np.shape(out) == facts["reduced"],
        seen=f"a result of shape {np.shape(out)}",
        expected=f"shape {facts['reduced']}",
        cause=why_shape(np.shape(out), x.shape, axis),
        facts=facts,
        what=f"log_sum_exp(x, axis={axis}) for x of shape {x.shape}",
    )
    kind = np.asarray(out).dtype
    check(
        kind == np.float64,
        seen=f"numbers of type {kind}",
        expected="float64, as x is",
        cause="f4" if kind == np.float32 else None,
    )
    return out


def why_shape(seen, shape, axis):
    """The mistake that gives a result of shape `seen`; None when none or several do."""
    kept = tuple(1 if i == axis % len(shape) else n for i, n in enumerate(shape))
    causes = {
        "broadcast_back": np.broadcast_shapes((3,), (3, 1))
        if (shape, axis) == ((3, 5), 1)
        else None,
        "axis_kept": kept,
        "last_axis": shape[:-1],
        "squeezed": tuple(n for n in kept if n > 1),
        "whole_array": (),
    }
    found = [name for name, wrong in causes.items() if wrong == seen]
    return found[0] if len(found) == 1 else None


def mistakes(x, axis):
    """What well-known mistakes give for x of moderate size, by the message that names them."""
    right, top = slow.log_sum_exp(x, axis), slow.along(x, axis, max)
    return {
        "forgot_add_back": right - top,
        "subtracted_twice": right - 2 * top,
        "no_log": np.exp(right),
        "base2": right / math.log(2),
        "mean": right - math.log(x.shape[axis]),
        "max_only": top,
        "sum_of_logs": slow.along(x, axis, math.fsum),
    }


def overflows(x, axis):
    """What formulas with a bad shift or none give for x, by the message that names them."""

    def shifted_by(c):
        with np.errstate(all="ignore"):
            c = np.broadcast_to(c, x.shape)
            return np.log(np.exp(x - c).sum(axis=axis)) + c.max(axis=axis)

    return {
        "no_max": shifted_by(0.0),
        "global_max": shifted_by(x.max()),
        "shift_too_low": shifted_by(x.min(axis=axis, keepdims=True)),
    }


def close(x, axis, what, causes):
    """The solution's answer for x agrees with the slow reference."""
    found, right = answer(x, axis), slow.log_sum_exp(x, axis)
    narrow = np.array_equal(found, np.float32(found)) and np.allclose(found, right, rtol=1e-5)
    several = np.size(found) > 2 and np.isfinite(right).all()
    check(
        not (narrow and several),
        seen="7 digits of precision",
        expected="the 16 digits of float64",
        cause="f4",
    )
    wrong = {name: value for name, value in causes.items() if not same(value, right)}
    check_close(found, right, what=what, rtol=1e-10, causes=wrong)


def same(value, right):
    return np.allclose(value, right, rtol=1e-10, equal_nan=True)


def test_the_axis_disappears(rng):
    for shape, axis in CASES:
        answer(rng.normal(size=shape), axis)


def test_known_sums(rng):
    for shape, axis in CASES:
        numbers = rng.uniform(0.2, 3.0, size=shape)
        check_close(
            answer(np.log(numbers), axis),
            np.log(numbers.sum(axis=axis)),
            what=f"log_sum_exp of the logarithms of known numbers, shape {shape}, axis={axis}",
            causes=mistakes(np.log(numbers), axis),
        )


def test_random_arrays(rng):
    for shape, axis in (*CASES, ((7, 40, 5), -2), ((300,), -1)):
        x = 3 * rng.normal(size=shape)
        close(x, axis, f"log_sum_exp of a random x, shape {shape}, axis={axis}", mistakes(x, axis))


def test_adding_a_constant(rng):
    for c in (-40.0, 7.0, 60.0):
        x = rng.normal(size=(4, 6))
        check_close(
            answer(x + c, 1),
            slow.log_sum_exp(x, 1) + c,
            what=f"log_sum_exp after {c:g} was added to every entry",
            causes=mistakes(x + c, 1),
        )


def test_large_entries(rng):
    for height in (-1000.0, 1000.0, -10_000.0, 10_000.0):
        x = height + rng.normal(size=(3, 5))
        close(x, 1, f"log_sum_exp of entries near {height:.0f}", overflows(x, 1))


def test_lines_far_apart(rng):
    heights = np.array([[1000.0], [-1000.0], [3.0], [-4000.0]])
    x = heights + rng.normal(size=(4, 6))
    close(x, 1, "log_sum_exp where lines lie thousands apart", overflows(x, 1))
    close(x.T.copy(), 0, "log_sum_exp where lines lie thousands apart", overflows(x.T, 0))


def test_gap_within_a_line(rng):
    for n in (3, 6):
        x = rng.normal(size=(2, n)) - 2000.0
        x[np.arange(2), rng.permutation(n)[:2]] += 2000.0
        close(x, 1, "log_sum_exp where all but one entry lie 2000 below it", overflows(x, 1))


def test_some_zeros(rng):
    for n, zeros in ((3, 1), (2, 5)):
        finite = rng.normal(size=(4, n))
        x = np.concatenate([finite, np.full((4, zeros), -np.inf)], axis=1)
        check_close(
            answer(rng.permuted(x, axis=1), 1),
            slow.log_sum_exp(finite, 1),
            what=f"log_sum_exp of {n} finite entries and {zeros} of −inf",
        )


def test_nothing_but_zeros(rng):
    x = rng.normal(size=(4, 3))
    empty = int(rng.integers(4))
    x[empty] = -np.inf
    found = answer(x, 1)
    others = np.arange(4) != empty
    check_close(
        found[others],
        slow.log_sum_exp(x[others], 1),
        what="log_sum_exp of the finite lines beside one that is all −inf",
    )
    lone = {"of the array": float(found[empty]), "alone": float(answer(np.full(5, -np.inf), 0))}
    for where, value in lone.items():
        cause = "nan_on_all_neg_inf" if math.isnan(value) else None
        check(
            value == -math.inf,
            seen=f"{value:.6g}",
            expected="-inf",
            cause="made_finite" if math.isfinite(value) else cause,
            what=f"log_sum_exp of a line of nothing but −inf, {where}",
        )


def test_x_is_untouched(rng):
    x = rng.normal(size=(4, 3))
    x[1] = -np.inf
    x[2, 0] = -np.inf
    with unchanged(x=x):
        log_sum_exp(x, 1)
