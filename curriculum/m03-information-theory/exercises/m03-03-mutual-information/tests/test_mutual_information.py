"""mutual_information, in the order of the tasks."""

import math

import numpy as np
import slow
from evidence import check, check_close, not_started, unchanged
from solution import mutual_information


def bits(J):
    """What the solution gives for J, once it is known to be one number."""
    X, Y = J.shape
    try:
        found = mutual_information(J.copy())
    except ValueError as error:
        check(
            False,
            seen=f"ValueError: {error}",
            expected=f"one number for a table of shape ({X}, {Y})",
            cause=cause_of_misfit(str(error), X, Y),
            facts={"X": X, "Y": Y},
        )
    if found is None:
        not_started()
    terms = np.shape(found) == (X, Y) and np.allclose(found, slow.terms(J))
    check(
        np.shape(found) == (),
        seen=f"an array of shape {np.shape(found)} for a table of shape ({X}, {Y})",
        expected="one number",
        cause="not_summed" if terms else None,
    )
    return found


def cause_of_misfit(complaint, X, Y):
    """What NumPy's own words prove about two arrays that would not go together, if anything."""
    if f"({X},{Y}) ({Y},{X})" in complaint:
        return "marginals_swapped"
    flat = (f"({X},) ({Y},)", f"({Y},) ({X},)", f"({X},{Y}) ({X},)")
    return "lost_axis" if X != Y and any(shapes in complaint for shapes in flat) else None


def mistakes(J):
    """What well-known mistakes give for J without zeros, by the message that names them."""
    X, Y = J.shape
    right, terms = slow.mutual_information(J), np.array(slow.terms(J))
    joint, first, second = map(slow.entropy, (J.ravel(), slow.rows(J), slow.rows(J.T)))
    causes = {
        "nats": right * math.log(2),
        "sign": -right,
        "abs": np.abs(terms).sum(),
        "only_positive": np.maximum(terms, 0).sum(),
        "mean": right / J.size,
        "unweighted": np.mean(terms / J),
        "other_direction": slow.other_direction(J),
        "joint_entropy": joint,
        "left_over": [joint - second, joint - first],
        "share": [right / first, right / second, 2 * right / (first + second)],
    }
    if X == Y:
        causes["marginals_swapped"] = slow.marginals_swapped(J)
        causes["lost_axis"] = slow.lost_axis(J)
    return causes


def check_bits(found, J, right, what, causes=None):
    """`found` is what `right` says. A cause may list several values that prove it."""
    flat = {}
    for name, value in (causes or {}).items():
        values = np.atleast_1d(value)
        near = values[np.isclose(found, values, rtol=1e-9, atol=0, equal_nan=True)]
        flat[name] = near[0] if near.size else values[0]
    check_close(found, right, what=what, atol=1e-11, causes=flat)


def some_table(rng, X, Y):
    """A joint table without zeros in which the two have a good deal to do with each other."""
    J = rng.dirichlet(np.full(X * Y, 0.7)).reshape(X, Y) + 1e-3
    return J / J.sum()


def test_one_number(rng):
    found = bits(some_table(rng, 3, 5))
    kind = np.asarray(found).dtype
    check(
        kind == np.float64, seen=f"a number of type {kind}", expected="a float or a NumPy float64"
    )


def test_independent(rng):
    for X, Y in ((2, 3), (6, 4), (5, 5)):
        p, q = rng.dirichlet(np.ones(X)), rng.dirichlet(np.ones(Y))
        J = np.outer(p, q)
        joint = slow.entropy(J.ravel())
        check_bits(
            bits(J),
            J,
            0.0,
            f"mutual_information of independent variables, shape ({X}, {Y})",
            {"joint_entropy": joint, "left_over": [slow.entropy(p), slow.entropy(q)]},
        )


def test_noisy_copy(rng):
    for flip in (0.1, 0.25, float(rng.uniform(0.02, 0.45))):
        J = np.array([[1 - flip, flip], [flip, 1 - flip]]) / 2
        causes = mistakes(J)
        for same_here in ("marginals_swapped", "lost_axis", "share"):
            del causes[same_here]  # right for two symmetric variables of one bit each
        check_bits(
            bits(J),
            J,
            1 - slow.entropy([flip, 1 - flip]),
            f"mutual_information of a fair bit and its copy, wrong with probability {flip:.3g}",
            causes,
        )


def test_random_tables(rng):
    for X, Y in ((2, 5), (7, 3), (6, 6), (40, 11), (1, 4), (4, 1)):
        J = some_table(rng, X, Y)
        causes = mistakes(J) if min(X, Y) > 1 else {}
        check_bits(
            bits(J),
            J,
            slow.mutual_information(J),
            f"mutual_information of a random table of shape ({X}, {Y})",
            causes,
        )


def test_either_tells_as_much(rng):
    for X, Y in ((2, 5), (7, 3)):
        J = some_table(rng, X, Y)
        check_close(bits(J.T), bits(J), what="mutual_information of a table and of its transpose")


def test_perfect_copy(rng):
    for V in (3, 8):
        p = rng.dirichlet(np.ones(V))
        relabelled = np.diag(p)[:, rng.permutation(V)]
        for J in (np.diag(p), relabelled):
            without = bits(np.full((2, 3), 1 / 6))
            check_bits(
                bits(J),
                J,
                slow.entropy(p),
                f"mutual_information where each row has one column of its own, {V} of them",
                {} if math.isnan(without) else {"zero_cells_nan": math.nan},
            )


def test_pairs_that_never_come(rng):
    for X, Y in ((4, 6), (5, 3)):
        J = some_table(rng, X, Y)
        J[rng.integers(X), rng.integers(Y)] = 0.0
        J[0, :2] = 0.0
        check_bits(
            bits(J),
            J,
            slow.mutual_information(J),
            f"mutual_information of a table of shape ({X}, {Y}) with entries of 0",
            {"zero_cells_nan": math.nan},
        )


def test_rows_and_columns_that_never_come(rng):
    full = some_table(rng, 3, 4)
    J = np.insert(np.insert(full, 2, 0.0, axis=1), [0, 3], 0.0, axis=0)  # (5, 5)
    scattered = full.copy()
    scattered[1, 2] = 0.0
    cause = "zero_rows_nan" if math.isfinite(bits(scattered)) else "zero_cells_nan"
    check_bits(
        bits(J),
        J,
        slow.mutual_information(full),
        "mutual_information of a table with rows and columns that are all 0",
        {cause: [math.nan, math.inf]},
    )


def test_nothing_added_inside(rng):
    shortfall = {}
    for V in (8, 40):
        shortfall[V] = math.log2(V) - bits(np.eye(V) / V)
    small = [added(V, less) for V, less in shortfall.items()]
    agree = all(e > 0 for e in small) and math.isclose(*small, rel_tol=0.02)
    for V, less in shortfall.items():
        check(
            abs(less) < 1e-9,
            seen=f"{math.log2(V) - less:.9f} bits for a perfect copy of {V} equal outcomes",
            expected=f"{math.log2(V):.9f} bits",
            cause="eps" if agree else None,
            facts={"eps": small[0]},
        )


def added(V, less):
    """The eps which, added above and below the ratio 1/V : 1/V², lowers its log₂ by `less`."""
    fall = 2.0**-less
    return (1 - fall) / (fall * V * V - V) if fall * V > 1 else 0.0


def test_counts(rng):
    for X, Y in ((3, 5), (6, 4)):
        J = rng.integers(1, 60, size=(X, Y)).astype(float)
        right, total = slow.mutual_information(J), J.sum()
        check_bits(
            bits(J),
            J,
            right,
            f"mutual_information of a table of counts, {total:.0f} pairs in all",
            {"unnormalised": slow.unnormalised(J), "weighed_with_counts": right * total},
        )


def test_processing_tells_nothing_new(rng):
    """X makes Y, and Y alone makes Z: Z cannot tell more about X than Y does. 100 channels."""
    for X, Y, Z in rng.integers(2, 7, size=(100, 3)):
        J = some_table(rng, X, Y)
        channel = rng.dirichlet(np.full(Z, 0.5), size=Y)  # (Y, Z): where each column goes
        after = J @ channel  # (X, Z)
        before, later = bits(J), bits(after)
        check_bits(later, after, slow.mutual_information(after), "what Z tells about X")
        check(
            later <= before + 1e-11,
            seen=f"{later:.6g} bits about X in Z, {before:.6g} bits in the Y that Z was made from",
            expected="no more bits in Z than in Y",
        )


def test_J_is_untouched(rng):
    J = rng.integers(0, 30, size=(4, 3)).astype(float)
    J[0, 0], J[1] = 7.0, 0.0
    with unchanged(J=J):
        mutual_information(J)
