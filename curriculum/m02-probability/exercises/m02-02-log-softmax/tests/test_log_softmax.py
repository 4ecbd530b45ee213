"""log_softmax, in the order of the tasks."""

import numpy as np
import slow
from evidence import check, check_array, check_close, unchanged
from solution import log_softmax


def answer(z):
    """What the solution gives for z. A maximum or sum that lost its axis is named."""
    N, V = z.shape
    try:
        out = log_softmax(z.copy())
    except ValueError as error:
        lost_axis = f"({N},{V}) ({N},)" in str(error)
        check(
            False,
            seen=f"ValueError: {error}",
            expected=f"an array of shape ({N}, {V})",
            cause="no_keepdims" if lost_axis else None,
            facts={"N": N, "V": V},
        )
    check_array(out, shape=(N, V), what=f"log_softmax(z) for z of shape ({N}, {V})", finite=False)
    return out


def mistakes(z):
    """What well-known mistakes give for z of moderate size, by the message that names them."""
    right = slow.log_softmax(z)
    return {
        "axis0": slow.log_softmax(z.T).T,
        "whole_array": slow.log_softmax(z.reshape(1, -1)).reshape(z.shape),
        "no_log": np.exp(right),
        "base2": right / np.log(2),
        "sign": -right,
    }


def overflows(z):
    """What formulas that exponentiate first give for z, by the message that names them."""
    with np.errstate(all="ignore"):
        total = np.exp(z).sum(axis=1, keepdims=True)
        shifted = np.exp(z - z.max(axis=1, keepdims=True))
        highest = np.exp(z - z.max())
        return {
            "no_shift": z - np.log(total),
            "no_shift_ratio": np.log(np.exp(z) / total),
            "log_of_softmax": np.log(shifted / shifted.sum(axis=1, keepdims=True)),
            "global_max": z - z.max() - np.log(highest.sum(axis=1, keepdims=True)),
        }


def added_inside_log(found, right):
    """The value and size of a small number added to the probabilities, as it shows in `found`."""
    p = np.exp(right)
    with np.errstate(all="ignore"):
        eps = float(np.median(np.exp(found) - p))
    return (np.log(p + eps), eps) if eps > 0 else (right, 0.0)


def close(z, what, causes):
    """The solution's answer for z agrees with the slow reference."""
    found, right = answer(z), slow.log_softmax(z)
    narrow = np.array_equal(found, np.float32(found)) and np.allclose(found, right, rtol=1e-5)
    check(not narrow, seen="7 digits of precision", expected="the 16 digits of float64", cause="f4")
    with_eps, eps = added_inside_log(found, right)
    check_close(
        found, right, what=what, rtol=1e-10, causes=causes | {"eps": with_eps}, facts={"eps": eps}
    )


def test_shape_and_type(rng):
    for N, V in ((3, 5), (4, 2), (1, 7)):
        out = answer(rng.normal(size=(N, V)))
        check_array(out, what="log_softmax(z)")
        check(
            out.dtype == np.float64,
            seen=f"an array of type {out.dtype}",
            expected="float64, as z is",
            cause="f4" if out.dtype == np.float32 else None,
        )


def test_known_probabilities(rng):
    for N, V in ((3, 5), (4, 7)):
        p = slow.probabilities(rng, N, V)
        z = np.log(p) + rng.normal(size=(N, 1))
        close(z, "log_softmax of scores made from known probabilities", mistakes(z))


def test_random_scores(rng):
    for N, V in ((2, 3), (5, 11), (17, 6)):
        z = 3 * rng.normal(size=(N, V))
        close(z, f"log_softmax of random scores of shape ({N}, {V})", mistakes(z))


def test_rows_add_up_to_one(rng):
    z = 2 * rng.normal(size=(6, 9))
    totals = np.exp(answer(z)).sum(axis=1)
    check_close(totals, np.ones(6), what="the sum of exp(log_softmax(z)) over each row")


def test_adding_a_constant_to_a_row(rng):
    z = rng.normal(size=(4, 6))
    lifted = z + rng.uniform(-50, 50, size=(4, 1))
    check_close(
        answer(lifted),
        slow.log_softmax(z),
        what="log_softmax after a number was added to each row",
        causes=mistakes(lifted),
    )


def test_large_scores(rng):
    for height in (1000.0, -1000.0):
        z = height + rng.normal(size=(3, 5))
        causes = overflows(z)
        del causes["log_of_softmax"], causes["global_max"]  # both are right here
        close(z, f"log_softmax of scores near {height:.0f}", causes)


def test_rows_far_apart(rng):
    z = np.array([[1000.0], [-1000.0], [3.0], [-4000.0]]) + rng.normal(size=(4, 6))
    close(z, "log_softmax where rows lie thousands apart", overflows(z))


def test_gap_of_2000(rng):
    z = rng.normal(size=(3, 4))
    z[np.arange(3), rng.permutation(4)[:3]] += 2000.0
    close(z, "log_softmax where one score of each row is 2000 above the rest", overflows(z))


def test_z_is_untouched(rng):
    z = rng.normal(size=(4, 3))
    with unchanged(z=z):
        log_softmax(z)
