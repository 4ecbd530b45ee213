"""unbroadcast, in the order of the tasks."""

import numpy as np
import slow
from evidence import check, check_array, check_close, unchanged
from solution import unbroadcast


def answer(g, shape):
    out = unbroadcast(g.copy(), shape)
    if isinstance(out, float | np.floating):
        out = np.array(out)  # a number will do for the shape ()
    what = f"unbroadcast of g {g.shape} to {shape}"
    check_array(out, what=what, finite=False)
    wrong = out.shape != shape
    check(
        not wrong,
        seen=f"shape {out.shape}",
        expected=f"shape {shape}",
        cause=shape_cause(out, g, shape) if wrong else None,
        facts={"seen_shape": out.shape, "shape": shape, "extra": out.ndim - len(shape)},
        what=what,
    )
    check_array(out, what=what, dtype="f8")
    return out


def shape_cause(out, g, shape):
    """What a wrong shape shows, where it shows one thing only."""
    uncollected = g.sum(axis=tuple(range(g.ndim - len(shape))))
    if out.shape == uncollected.shape and np.allclose(out, uncollected):
        return "ones_missing"
    left = left_aligned(g, shape)
    if left is not None and out.shape == left.shape and np.allclose(out, left):
        return "aligned_left"
    if out.size == np.prod(shape) and np.allclose(out.ravel(), slow.unbroadcast(g, shape).ravel()):
        return "keepdims_lost"
    return "missing_leading" if out.ndim > len(shape) else None


def left_aligned(g, shape):
    """What comes out when axes are matched from the left, as far as they fit."""
    spare = tuple(range(len(shape), g.ndim))
    ones = tuple(i for i, size in enumerate(shape) if size == 1)
    return g.sum(axis=spare).sum(axis=ones, keepdims=True) if spare else None


def mistakes(g, shape):
    right, copies = slow.unbroadcast(g, shape), slow.copies(g, shape)
    new = g.ndim - len(shape)
    first = g[(0,) * new + tuple(slice(0, size) for size in shape)]
    causes = {"mean": right / copies, "first": first, "total": np.full(shape, g.sum())}
    if copies > 1 and right.size > 1:
        at_the_end = g.reshape(*shape, copies) if len(shape) else g
        causes["reshape"] = at_the_end.sum(axis=-1)
    return causes


def close(g, shape, rtol=1e-11):
    check_close(
        answer(g, shape), slow.unbroadcast(g, shape), what=f"unbroadcast of g {g.shape} to {shape}",
        rtol=rtol, causes=mistakes(g, shape), facts={"copies": slow.copies(g, shape)},
    )  # fmt: skip


def test_a_bias_row(rng):
    close(rng.normal(size=(5, 3)), (3,))
    close(rng.normal(size=(4, 6)), (1, 6))


def test_a_column(rng):
    close(rng.normal(size=(5, 3)), (5, 1))
    close(rng.normal(size=(2, 4, 3)), (2, 1, 3))


def test_leading_axes(rng):
    for shape in ((4,), (3, 4), (3, 1), (1, 4), (1, 3, 4)):
        close(rng.normal(size=(2, 3, 4)), shape)
    close(rng.normal(size=(2, 5, 3, 4)), (3, 4))


def test_a_scalar(rng):
    for size in ((), (7,), (2, 3), (2, 3, 4)):
        close(rng.normal(size=size), ())


def test_nothing_was_broadcast(rng):
    for shape in ((2, 3), (4, 1), (1, 1, 3), (5,), (1,)):
        g = rng.normal(size=shape)
        out = answer(g, shape)
        check(
            np.array_equal(out, g),
            seen=out,
            expected=g,
            cause=None if np.allclose(out, g.sum()) else "summed_anyway",
            what=f"unbroadcast of g {shape} to the same shape",
        )


def test_forty_pairs_of_shapes(rng):
    for _ in range(40):
        full = tuple(int(n) for n in rng.integers(1, 5, size=rng.integers(1, 5)))
        kept = full[rng.integers(0, len(full) + 1) :]
        shape = tuple(1 if rng.random() < 0.4 else size for size in kept)
        g = rng.normal(size=full)
        check_close(
            answer(g, shape), slow.unbroadcast(g, shape),
            what=f"unbroadcast of g {full} to {shape}", rtol=1e-11,
        )  # fmt: skip


def test_a_loss_moves_as_it_says(rng):
    x = rng.normal(size=(4, 1, 3))
    weights = rng.normal(size=(2, 4, 5, 3))

    def loss(moved):
        return np.sum(weights * np.sin(moved + np.zeros((2, 4, 5, 3))))

    gradient = answer(weights * np.cos(x + np.zeros((2, 4, 5, 3))), x.shape)
    direction, h = rng.normal(size=x.shape), 1e-5
    measured = (loss(x + h * direction) - loss(x - h * direction)) / (2 * h)
    check_close(
        float((gradient * direction).sum()), measured,
        what="the slope of a loss along a direction", rtol=1e-6, atol=1e-7,
    )  # fmt: skip


def test_g_is_untouched(rng):
    for shape in ((3,), (2, 1), (2, 3)):
        g = rng.normal(size=(2, 3))
        with unchanged(g=g):
            unbroadcast(g, shape)
