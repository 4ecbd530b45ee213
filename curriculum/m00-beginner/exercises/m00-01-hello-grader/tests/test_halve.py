"""halve, in the order of the tasks."""

import numpy as np
from evidence import check, check_array, check_close, not_started, unchanged
from solution import halve


def half_of(x):
    """The solution's halves, once they are an array like x."""
    out = halve(x.copy())
    if out is None:
        not_started()
    first = np.shape(out) == () and np.isclose(float(out), float(x[0]) / 2)
    check(
        np.shape(out) == x.shape,
        seen=f"{out!r}"[:80],
        expected=f"an array of shape {x.shape}",
        cause="one_number" if first else None,
        facts={"N": len(x)},
    )
    return out


def check_halves(x, what):
    out = half_of(x)
    causes = {"doubled": 2.0 * x, "squared": 1.0 * x * x, "floor": np.floor(x / 2)}
    check_close(out, [float(each) / 2 for each in x], what=what, causes=causes)
    check_array(out, dtype="f8", what=what)


def test_halves(rng):
    for N in (5, 3):
        check_halves(rng.uniform(2.2, 9.0, size=N), f"half of {N} numbers")


def test_halves_of_whole_numbers(rng):
    x = 2 * rng.integers(2, 50, size=6) + 1
    check_halves(x, "half of odd whole numbers")


def test_x_is_untouched(rng):
    x = rng.uniform(2.2, 9.0, size=4)
    with unchanged(x=x):
        halve(x)
