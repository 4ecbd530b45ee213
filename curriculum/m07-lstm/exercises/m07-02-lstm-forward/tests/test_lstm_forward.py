"""lstm_forward, in the order of the tasks."""

import mistakes
import numpy as np
import slow
from evidence import check, check_array, check_close, unchanged
from solution import lstm_forward

SIZES = ((4, 2, 3, 5), (3, 5, 2, 4), (6, 1, 4, 2))  # T, B, E, D
AXES = ("step", "lane", "cell")


def draw(rng, T, B, E, D):
    """X, h0, c0, P."""
    P = {
        "Wx": 0.8 * rng.normal(size=(E, 4 * D)),
        "Wh": 0.8 * rng.normal(size=(D, 4 * D)),
        "b": rng.normal(size=4 * D),
    }
    return rng.normal(size=(T, B, E)), rng.uniform(-1, 1, (B, D)), rng.normal(size=(B, D)), P


def answer(X, h0, c0, P):
    """What the solution gives for copies: H and cT, of the right shapes."""
    out = lstm_forward(X.copy(), h0.copy(), c0.copy(), {name: P[name].copy() for name in P})
    if out is None:
        check_array(out, what="lstm_forward(X, h0, c0, P)")
    pair = isinstance(out, tuple | list) and len(out) == 2
    check(pair, seen=type(out).__name__, expected="two arrays: H and the last cell")
    shapes(X, h0, *out)
    return out


def shapes(X, h0, H, cT):
    (T, B, _), D = X.shape, h0.shape[1]
    swapped = "over_lanes" if np.shape(cT) == (T, D) and T != B else "batch_major"
    causes = {(T + 1, B, D): "with_h0", (B, T, D): swapped, (B, D): "last_only"}
    check_array(H, shape=(T, B, D), dtype="f8", what="H, returned first", shape_causes=causes)
    check_array(cT, shape=(B, D), dtype="f8", what="the last cell, returned second")


def close(inputs, what):
    """H and the last cell against the slow loop."""
    H, cT = answer(*inputs)
    right, cells = slow.forward(*inputs)
    wrong = mistakes.of_forward(*inputs)
    for seen, expected, name, place in ((H, right, "H", 0), (cT, cells[-1], "the last cell", 1)):
        check_close(
            seen, expected, what=f"{name} {what}", rtol=1e-10, atol=1e-12,
            causes={cause: pair[place] for cause, pair in wrong.items()}, axes=AXES[place:],
        )  # fmt: skip


def test_shapes_and_types(rng):
    for size in SIZES:
        answer(*draw(rng, *size))


def test_one_step(rng):
    for _, B, E, D in SIZES:
        close(draw(rng, 1, B, E, D), "of a single step")


def test_every_step(rng):
    for size in SIZES:
        close(draw(rng, *size), f"of {size[0]} steps")


def test_two_halves(rng):
    X, h0, c0, P = draw(rng, 7, 2, 4, 3)
    H, C = slow.forward(X, h0, c0, P)
    for cut in (1, 4):
        second, cT = answer(X[cut:], H[cut - 1], C[cut - 1], P)
        check_close(
            second, H[cut:], what=f"H from step {cut + 1} on, begun where the first half ended",
            rtol=1e-10, atol=1e-12, axes=AXES,
        )  # fmt: skip
        check_close(cT, C[-1], what="the last cell of the second half", rtol=1e-10, atol=1e-12)


def test_the_past_matters_and_the_future_does_not(rng):
    X, h0, c0, P = draw(rng, 6, 2, 4, 3)
    moved = X.copy()
    moved[3] += 1.0
    H, _ = answer(moved, h0, c0, P)
    before, after = slow.forward(X, h0, c0, P)[0][:3], slow.forward(moved, h0, c0, P)[0][3:]
    what = "with another input at the fourth step"
    check_close(H[:3], before, what=f"the states before it, {what}", rtol=1e-10, atol=1e-12)
    check_close(H[3:], after, what=f"the states from it on, {what}", rtol=1e-10, atol=1e-12)


def test_lanes_do_not_mix(rng):
    X, h0, c0, P = draw(rng, 4, 3, 2, 5)
    H, C = slow.forward(X, h0, c0, P)
    for lane in range(3):
        one = slice(lane, lane + 1)
        alone, cT = answer(X[:, one], h0[one], c0[one], P)
        what = f"of lane {lane} by itself"
        check_close(alone, H[:, one], what=f"H {what}", rtol=1e-10, atol=1e-12, axes=AXES)
        check_close(cT, C[-1, one], what=f"the last cell {what}", rtol=1e-10, atol=1e-12)


def test_inputs_are_untouched(rng):
    X, h0, c0, P = draw(rng, 4, 2, 3, 5)
    with unchanged(X=X, h0=h0, c0=c0, Wx=P["Wx"], Wh=P["Wh"], b=P["b"]):
        lstm_forward(X, h0, c0, P)
