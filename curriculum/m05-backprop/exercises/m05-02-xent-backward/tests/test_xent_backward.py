"""xent_backward, in the order of the tasks."""

import mistakes
import numpy as np
import slow
from evidence import check, check_array, check_close, unchanged
from solution import xent_backward


def draw(rng, N, V, spread=1.5):
    return spread * rng.normal(size=(N, V)), rng.integers(0, V, size=N)


def from_probabilities(rng, N, V):
    """Logits whose softmax is known: ln p, and a number added to each row."""
    p = rng.uniform(0.05, 1.0, size=(N, V))
    p /= p.sum(axis=1, keepdims=True)
    return np.log(p) + rng.normal(size=(N, 1)), rng.integers(0, V, size=N)


def answer(z, y):
    """What the solution gives: a number and an array of the shape of z."""
    out = xent_backward(z.copy(), y.copy())
    if out is None:
        check_array(out, what="xent_backward(z, y)")
    pair = isinstance(out, tuple | list) and len(out) == 2
    check(pair, seen=type(out).__name__, expected="two things: loss and dz")
    loss, dz = out
    check_array(np.asarray(loss), shape=(), what="loss, returned first", finite=False)
    check_array(dz, shape=z.shape, dtype="f8", what="dz, returned second", finite=False)
    return float(loss), dz


def close_loss(z, y, what):
    seen, right = answer(z, y)[0], slow.loss(z, y)
    bent, eps = mistakes.added_inside_log(seen, z, y)
    causes = mistakes.of_loss(z, y) | {"eps": bent}
    check_close(seen, right, what=what, rtol=1e-12, causes=causes, facts={"N": len(z), "eps": eps})


def close_gradient(z, y, what):
    N, V = z.shape
    check_close(
        answer(z, y)[1], slow.gradient(z, y), what=what, rtol=1e-10,
        causes=mistakes.of_gradient(z, y), facts={"N": N, "V": V},
    )  # fmt: skip


def test_shape_and_type(rng):
    for N, V in ((3, 5), (4, 2), (1, 7)):
        loss, dz = answer(*draw(rng, N, V))
        check_array(np.asarray(loss), what="loss, returned first")
        check_array(dz, what="dz, returned second")


def test_loss_of_known_probabilities(rng):
    for N, V in ((3, 5), (6, 4)):
        close_loss(*from_probabilities(rng, N, V), f"the loss of {N} examples over {V} outcomes")


def test_loss_of_random_logits(rng):
    for N, V in ((2, 3), (17, 6)):
        close_loss(*draw(rng, N, V), f"the loss of random logits of shape ({N}, {V})")


def test_gradient_of_known_probabilities(rng):
    for N, V in ((3, 5), (6, 4)):
        z, y = from_probabilities(rng, N, V)
        y[1] = (y[0] + 1) % V  # different outcomes come in different rows
        close_gradient(z, y, f"dz of {N} examples over {V} outcomes")


def test_finite_differences(rng):
    z, y = draw(rng, 4, 6)
    measured = slow.slope(lambda moved: slow.loss(moved, y), z)
    check_close(
        answer(z, y)[1], measured, what="dz against the slope of the loss", rtol=1e-6, atol=1e-8
    )


def test_rows_add_up_to_zero(rng):
    _, dz = answer(*draw(rng, 5, 9))
    check_close(dz.sum(axis=1), np.zeros(5), what="the sum of each row of dz", atol=1e-13)


def test_gap_of_1000(rng):
    z, y = draw(rng, 4, 5)
    z[np.arange(5) != rng.permutation(5)[:4, None]] -= 1000.0
    z[0] = -1000.0
    z[0, (y[0] + 1) % 5] = 0.0  # what came is as good as impossible
    finite_and_right(z, y, "logits 1000 apart")


def test_large_logits(rng):
    z, y = draw(rng, 4, 3)
    z += np.array([[5000.0], [-5000.0], [800.0], [-800.0]])
    finite_and_right(z, y, "logits near ±5000 and ±800")


def finite_and_right(z, y, what):
    loss, dz = answer(z, y)
    causes = mistakes.overflowing(z, y)
    check_close(loss, slow.loss(z, y), what=f"the loss of {what}", rtol=1e-12, causes=causes)
    check_close(dz, slow.gradient(z, y), what=f"dz of {what}", rtol=1e-9, atol=1e-13)


def test_inputs_are_untouched(rng):
    z, y = draw(rng, 4, 3)
    with unchanged(z=z, y=y):
        xent_backward(z, y)
