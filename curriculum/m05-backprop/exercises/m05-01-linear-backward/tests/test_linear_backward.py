"""linear_backward, in the order of the tasks."""

import numpy as np
import slow
from evidence import check, check_array, check_close, unchanged
from solution import linear_backward

NAMES = ("dx", "dW", "db")


def draw(rng, N, D, M):
    return rng.normal(size=(N, D)), rng.normal(size=(D, M)), rng.normal(size=(N, M))


def answer(x, W, dy):
    """The three gradients, with the right shapes. A product that does not fit is named."""
    (N, D), M = x.shape, W.shape[1]
    try:
        out = linear_backward(x.copy(), W.copy(), dy.copy())
    except ValueError as error:
        check_product(error, N, D, M)
    check_three(out)
    shapes = {name: getattr(gradient, "shape", None) for name, gradient in zip(NAMES, out)}
    check(
        not (shapes["dx"] == (D, M) and shapes["dW"] == (N, D)),
        seen=f"shapes {shapes['dx']} and {shapes['dW']} first and second",
        expected=f"{(N, D)} and {(D, M)}",
        cause="order",
    )
    dx, dW, db = out
    check_array(dx, shape=(N, D), dtype="f8", what="dx, returned first")
    check_array(
        dW, shape=(D, M), dtype="f8", what="dW, returned second",
        shape_causes={(M, D): "dW_transposed"},
    )  # fmt: skip
    check_bias(db, N, M)
    return dx, dW, db


def check_three(out):
    if out is None:
        check_array(out, what="linear_backward(x, W, dy)")
    three = isinstance(out, tuple | list) and len(out) == 3
    check(three, seen=type(out).__name__, expected="three arrays: dx, dW, db")
    for name, gradient in zip(NAMES, out):
        check_array(gradient, what=name, finite=False)


def check_product(error, N, D, M):
    """Name a matrix product whose axes do not meet, by the lengths in NumPy's own words."""
    text = str(error)
    for cause, left, right in (("no_transpose", D, N), ("no_transpose_dx", M, D)):
        named = "matmul" in text and f"(size {right} is different from {left})" in text
        named = named or ("not aligned" in text and f"{left} (dim 1) != {right} (dim 0)" in text)
        check(
            not named,
            seen=f"ValueError: {text}",
            expected="three gradients",
            cause=cause,
            facts={"left": left, "right": right},
        )
    raise error


def check_bias(db, N, M):
    causes = {(N, M): "db_not_summed", (N,): "db_axis1", (1, M): "db_keepdims"}
    check(
        db.shape == (M,),
        seen=f"db of shape {db.shape}",
        expected=f"shape ({M},), as b has",
        cause=causes.get(db.shape) if N > 1 else None,  # (1, M) has two ways to come about
        facts={"M": M},
    )
    check_array(db, shape=(M,), dtype="f8", what="db, returned third")


def close(x, W, dy, what, rtol=1e-9):
    """The solution's three gradients agree with sums written out."""
    N = len(x)
    found, right = answer(x, W, dy), slow.linear_backward(x, W, dy)
    mean = {name: np.allclose(g * N, r) and N > 1 for name, g, r in zip(NAMES, found, right)}
    check(
        not (mean["dW"] and mean["db"]),
        seen=f"dW and db divided by {N}",
        expected="sums over the examples",
        cause="mean_all",
        facts={"N": N},
    )
    mistakes = {
        "dx": {},
        "dW": {"mean_dW": right[1] / N},
        "db": {"mean_db": right[2] / N, "db_is_first": dy[0]},
    }
    for name, gradient, expected in zip(NAMES, found, right):
        check_close(
            gradient, expected, what=f"{name} of {what}", rtol=rtol,
            causes=mistakes[name], facts={"N": N},
        )  # fmt: skip


def test_shapes(rng):
    for N, D, M in ((5, 3, 4), (2, 6, 3), (7, 1, 2)):
        answer(*draw(rng, N, D, M))


def test_one_example(rng):
    for D, M in ((3, 2), (2, 5)):
        close(*draw(rng, 1, D, M), f"one example, D={D}, M={M}")


def test_many_examples(rng):
    for N, D, M in ((4, 3, 2), (3, 5, 7), (11, 2, 6)):
        close(*draw(rng, N, D, M), f"{N} examples, D={D}, M={M}")


def test_finite_differences(rng):
    x, W, _ = draw(rng, 4, 3, 5)
    b = rng.normal(size=5)
    found = answer(x, W, slow.loss_gradient(x, W, b))
    measured = (
        slow.slope(lambda moved: slow.loss(moved, W, b), x),
        slow.slope(lambda moved: slow.loss(x, moved, b), W),
        slow.slope(lambda moved: slow.loss(x, W, moved), b),
    )
    for name, gradient, expected in zip(NAMES, found, measured):
        what = f"{name} against the slope of a loss"
        check_close(gradient, expected, what=what, rtol=1e-6, atol=1e-7)


def test_two_halves(rng):
    x, W, dy = draw(rng, 8, 3, 2)
    whole = answer(x, W, dy)
    halves = [answer(x[part], W, dy[part]) for part in (slice(0, 3), slice(3, 8))]
    for place, name in ((1, "dW"), (2, "db")):
        total = halves[0][place] + halves[1][place]
        check_close(whole[place], total, what=f"{name} of 8 examples, from 3 and 5 of them")
    apart = np.concatenate([half[0] for half in halves])
    check_close(whole[0], apart, what="dx of 8 examples, from 3 and 5 of them")


def test_inputs_are_untouched(rng):
    x, W, dy = draw(rng, 4, 3, 2)
    with unchanged(x=x, W=W, dy=dy):
        linear_backward(x, W, dy)
