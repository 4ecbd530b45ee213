"""layer_norm and its gradients, in the order of the tasks. B, T and D are all different."""

import numpy as np
import slow
from evidence import check, check_array, check_close, not_started, unchanged
from solution import layer_norm, layer_norm_backward

SIZES = [(2, 3, 5), (3, 2, 7), (4, 5, 2)]  # B, T, D
EPS = 1e-5


def inputs(rng, size, scale=1.0):
    """Rows with means of their own, gains around 1, biases around 0, slopes of the output."""
    B, T, D = size
    width, middle = rng.uniform(0.5, 3, (B, T, 1)), rng.normal(size=(B, T, 1))
    x = scale * (width * rng.normal(size=size) + middle)
    return x, rng.uniform(0.5, 2, D), rng.normal(size=D), rng.normal(size=size)


def answer(x, gain, bias, eps=EPS):
    out = layer_norm(x.copy(), gain.copy(), bias.copy(), eps)
    check_array(out, shape=x.shape, what="layer_norm(x, gain, bias, eps)", finite=False)
    return out


def gradients(x, gain, dy, eps=EPS):
    """The learner's dx, dgain and dbias, once they are known to have their shapes."""
    out = layer_norm_backward(x.copy(), gain.copy(), dy.copy(), eps)
    if out is None:
        not_started()
    three = isinstance(out, tuple | list) and len(out) == 3
    check(three, seen=type(out).__name__, expected="three arrays: dx, dgain, dbias")
    for array, shape, name in zip(out, (x.shape, gain.shape, gain.shape), NAMES, strict=True):
        check_array(array, shape=shape, what=name)
    return out


NAMES = ("dx", "dgain", "dbias")


def mistakes(x, gain, bias, eps=EPS):
    """What well-known mistakes give, by the message that names them."""

    def scaled(**changes):
        return lambda: gain * slow.normed(x, **{"eps": eps, **changes}) + bias

    right = slow.normed(x, eps=eps)
    return {
        "over_batch": scaled(axes=0),
        "over_time": scaled(axes=1),
        "over_all": scaled(axes=(0, 1, 2)),
        "no_root": scaled(divide=lambda spread, eps: spread + eps),
        "no_centre": scaled(centre=False),
        "ddof1": scaled(ddof=1),
        "no_gain": lambda: right + bias,
        "no_bias": lambda: gain * right,
        "bias_inside": lambda: gain * (right + bias),
        "eps_outside": scaled(divide=lambda spread, eps: np.sqrt(spread) + eps),
        "no_eps": scaled(eps=0.0),
        "eps_ignored": scaled(eps=EPS),
    }


def agrees(x, gain, bias, what, eps=EPS, without=()):
    """The learner's output is the reference's; `without` names mistakes that do not show here."""
    causes = {k: v for k, v in mistakes(x, gain, bias, eps).items() if k not in without}
    check_close(
        answer(x, gain, bias, eps),
        slow.layer_norm(x, gain, bias, eps),
        what=what,
        causes=causes,
        facts={"less": x.shape[-1] - 1},
    )


def test_shape_and_type(rng):
    for size in SIZES:
        x, gain, bias, dy = inputs(rng, size)
        out = layer_norm(x.copy(), gain.copy(), bias.copy())
        check_array(out, shape=size, dtype="f8", what=f"layer_norm for x of shape {size}")
        found = layer_norm_backward(x.copy(), gain.copy(), dy.copy())
        if found is None:
            not_started()
        three = isinstance(found, tuple | list) and len(found) == 3
        check(three, seen=type(found).__name__, expected="three arrays: dx, dgain, dbias")
        shapes = [tuple(np.shape(array)) for array in found]
        due = [size, size[2:], size[2:]]
        same = sorted(shapes, key=len) == sorted(due, key=len)
        check(
            shapes == due,
            seen=f"arrays of shapes {shapes}",
            expected=f"dx, dgain and dbias, of shapes {due}",
            cause="order" if same else None,
        )
        for array, name in zip(found, NAMES, strict=True):
            check_array(array, dtype="f8", what=name)


def test_one_row(rng):
    """(1, 3, 3, 9) has mean 4 and standard deviation 3, in the middle of other rows."""
    x = rng.normal(size=(2, 3, 4)) + 2
    x[1, 2] = 1, 3, 3, 9
    gain, bias = np.ones(4), np.zeros(4)
    check_close(
        answer(x, gain, bias)[1, 2],
        np.array([-3, -1, -1, 5]) / np.sqrt(9 + EPS),
        what="the row (1, 3, 3, 9), with gains of 1 and biases of 0",
        causes={
            name: (lambda wrong=wrong: wrong()[1, 2])
            for name, wrong in mistakes(x, gain, bias).items()
            if name not in ("no_gain", "no_bias", "bias_inside", "eps_ignored")
        },
        facts={"less": 3},
    )


def test_random_rows(rng):
    for size in SIZES:
        x, gain, bias, _ = inputs(rng, size)
        agrees(x, gain, bias, "layer_norm with random rows", without=("eps_ignored",))


def test_small_rows(rng):
    for eps in (1e-5, 1e-3):
        x, gain, bias, _ = inputs(rng, (2, 3, 5), scale=np.sqrt(eps))
        without = ("eps_ignored",) if eps == EPS else ()
        agrees(x, gain, bias, f"layer_norm of very small rows, with eps = {eps:g}", eps, without)
        if eps == EPS:
            out = layer_norm(x.copy(), gain.copy(), bias.copy())
            due = slow.layer_norm(x, gain, bias)
            check_close(out, due, what="layer_norm of very small rows when no eps is passed")
        equal = np.full((1, 2, 3), 7.0)
        gain, bias = gain[:3], bias[:3]
        out = answer(equal, gain, bias, eps)
        check_close(
            out,
            np.broadcast_to(bias, equal.shape),
            what="layer_norm of rows of equal numbers",
            causes={"no_eps": np.full(equal.shape, np.nan)},
        )


def test_shift_and_size(rng):
    x, gain, bias, _ = inputs(rng, SIZES[0])
    shift, size = 10 * rng.normal(size=(2, 3, 1)), rng.uniform(2, 9, (2, 3, 1))
    check_close(
        answer(size * x + shift, gain, bias, 0.0),
        answer(x, gain, bias, 0.0),
        what="layer_norm of rows that were made larger and shifted, each in its own way, eps = 0",
        rtol=1e-7,
        atol=1e-9,
    )


def test_bias_gradient(rng):
    for size in SIZES:
        x, gain, _, dy = inputs(rng, size)
        _, _, dbias = gradients(x, gain, dy)
        rows = size[0] * size[1]
        check_close(
            dbias,
            np.einsum("btd->d", dy),
            what="the gradient of the bias",
            causes={
                "parameter_mean": np.einsum("btd->d", dy) / rows,
                "one_axis": dy.sum(axis=0)[0],
            },
            facts={"rows": rows},
        )


def test_gain_gradient(rng):
    for size in SIZES:
        x, gain, _, dy = inputs(rng, size)
        _, dgain, _ = gradients(x, gain, dy)
        xhat = slow.normed(x)
        check_close(
            dgain,
            np.einsum("btd,btd->d", dy, slow.layer_norm(x, np.ones(size[2]), np.zeros(size[2]))),
            what="the gradient of the gain",
            rtol=1e-8,
            causes={
                "gain_like_bias": np.einsum("btd->d", dy),
                "gain_from_x": np.einsum("btd,btd->d", dy, x),
                "gain_from_y": np.einsum("btd,btd,d->d", dy, xhat, gain),
            },
        )


def wrong_slopes(x, gain, dy, eps=EPS):
    """The gradient of x with a part forgotten, by the message that names it."""
    root = np.sqrt(x.var(axis=-1, keepdims=True) + eps)
    xhat = (x - x.mean(axis=-1, keepdims=True)) / root

    def parts(u):
        return (
            u,
            u.mean(axis=-1, keepdims=True),
            xhat * np.mean(u * xhat, axis=-1, keepdims=True),
        )

    u, mean, variance = parts(gain * dy)
    plain, plain_mean, plain_variance = parts(dy)
    return {
        "constants": u / root,
        "mean_forgotten": (u - variance) / root,
        "variance_forgotten": (u - mean) / root,
        "gain_not_in_dx": (plain - plain_mean - plain_variance) / root,
        "gain_late": gain * (plain - plain_mean - plain_variance) / root,
        "no_root_in_dx": u - mean - variance,
    }


def test_input_gradient(rng):
    for size, eps in zip(SIZES, (1e-5, 0.3, 0.1), strict=True):
        x, gain, _, dy = inputs(rng, size)
        dx, _, _ = gradients(x, gain, dy, eps)
        check_close(
            dx,
            slow.moved(x, gain, dy, eps),
            what=f"the gradient of x, eps = {eps:g}",
            rtol=1e-5,
            atol=1e-6,
            causes=wrong_slopes(x, gain, dy, eps),
        )
    x, gain, _, dy = inputs(rng, (2, 3, 5), scale=0.01)
    check_close(
        layer_norm_backward(x.copy(), gain.copy(), dy.copy())[0],
        slow.moved(x, gain, dy, EPS),
        what="the gradient of x, rows of size 0.01, when no eps is passed",
        rtol=1e-5,
        atol=1e-4,
    )


def test_two_directions(rng):
    x, gain, _, dy = inputs(rng, SIZES[1])
    dx, _, _ = gradients(x, gain, dy, 0.0)
    wrong = wrong_slopes(x, gain, dy, 0.0)
    named = [name for name, slope in wrong.items() if np.allclose(dx, slope, rtol=1e-9)]
    for direction, what in (
        (np.ones_like(x), "a row of dx added up"),
        (slow.normed(x, eps=0.0), "a row of dx times the normalised row, added up"),
    ):
        along = np.abs((dx * direction).sum(axis=-1)).max()
        check(
            along < 1e-9 * (1 + np.abs(dx).max()),
            what=f"{what}, with eps = 0",
            seen=f"up to {along:.3g}",
            expected="0: the output does not move in that direction",
            cause=named[0] if len(named) == 1 else None,
        )


def test_inputs_are_untouched(rng):
    x, gain, bias, dy = inputs(rng, SIZES[0])
    with unchanged(x=x, gain=gain, bias=bias, dy=dy):
        layer_norm(x, gain, bias)
        layer_norm_backward(x, gain, dy)
