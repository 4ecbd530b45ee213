"""attention, in the order of the tasks. B, Tq, Tk, dk and dv are all different, every time."""

import math

import numpy as np
import slow
from evidence import check, check_array, check_close, unchanged
from solution import attention

SIZES = [  # B, Tq, Tk, dk, dv
    (2, 3, 5, 4, 6),
    (3, 7, 4, 2, 5),
    (1, 2, 6, 9, 3),
]


def inputs(rng, size):
    B, Tq, Tk, dk, dv = size
    return rng.normal(size=(B, Tq, dk)), rng.normal(size=(B, Tk, dk)), rng.normal(size=(B, Tk, dv))


def random_mask(rng, Tq, Tk):
    """True where a query may look; every query may look somewhere and not everywhere."""
    mask = rng.random((Tq, Tk)) < 0.6
    open_key, hidden_key = np.array([rng.permutation(Tk)[:2] for _ in range(Tq)]).T
    mask[np.arange(Tq), open_key] = True
    mask[np.arange(Tq), hidden_key] = False
    return mask


def answer(Q, K, V, mask=None):
    """What the solution makes of copies, once it is known to be an array of the right shape."""
    arrays = [Q, K, V] if mask is None else [Q, K, V, mask]
    out = attention(*[array.copy() for array in arrays])
    shape = (*Q.shape[:2], V.shape[2])
    check_array(out, shape=shape, what="attention(Q, K, V)", finite=False)
    return out


def mistakes(Q, K, V):
    """What well-known mistakes give without a mask, by the message that names them."""
    dk, dv, Tk = K.shape[2], V.shape[2], K.shape[1]
    return {
        "no_scale": lambda: slow.attention(Q, K, V, divisor=1),
        "scale_d": lambda: slow.attention(Q, K, V, divisor=dk),
        "scale_dv": lambda: slow.attention(Q, K, V, divisor=math.sqrt(dv)),
        "scale_Tk": lambda: slow.attention(Q, K, V, divisor=math.sqrt(Tk)),
        "scale_late": lambda: slow.attention(Q, K, V, divisor=1) / math.sqrt(dk),
        "softmax_axis": lambda: slow.over_axis(Q, K, V, axis=1),
        "softmax_batch": lambda: slow.over_axis(Q, K, V, axis=0),
        "no_softmax": lambda: slow.scaled_scores(Q, K) @ V,
        "argmax": lambda: slow.hard(Q, K, V),
        "reshape_K": lambda: slow.attention(Q, K.reshape(len(K), dk, Tk).transpose(0, 2, 1), V),
    }


def masking_mistakes(Q, K, V, mask, fill):
    """What well-known mistakes with the mask give, by the message that names them."""
    causes = {
        "mask_ignored": lambda: slow.attention(Q, K, V),
        "mask_inverted": lambda: slow.attention(Q, K, V, ~mask),
        "mask_times": lambda: slow.attention(Q, K, V, mask, hide=lambda s, seen: s * seen),
        "mask_added": lambda: slow.attention(Q, K, V, mask, hide=lambda s, seen: s + seen),
        "mask_after": lambda: slow.unnormalised_mask(Q, K, V, mask),
    }
    if fill is not None:
        hide = lambda s, seen: s if seen else fill  # noqa: E731
        causes["mask_weak"] = lambda: slow.attention(Q, K, V, mask, hide=hide)
    return causes


def fill_of_hidden_scores():
    """The number that stands in for a hidden score, where its weight shows that it is finite.

    One query of zeros, one open key with value 0, one hidden key with value 1: the output is the
    hidden key's weight w, and log(w / (1 - w)) is what its score was set to.
    """
    Q, K, V = np.zeros((1, 1, 1)), np.zeros((1, 2, 1)), np.array([[[0.0], [1.0]]])
    w = float(answer(Q, K, V, np.array([[True, False]]))[0, 0, 0])
    return math.log(w / (1 - w)) if 0 < w < 0.2 else None


def test_shape_and_type(rng):
    for size in SIZES:
        B, Tq, Tk, _, dv = size
        Q, K, V = inputs(rng, size)
        check_array(
            attention(Q, K, V),
            shape=(B, Tq, dv),
            dtype="f8",
            what=f"attention for Q {Q.shape}, K {K.shape}, V {V.shape}",
            shape_causes={(B, Tq, Tk): "weights_returned"},
        )


def test_zero_queries(rng):
    for size in SIZES:
        Q, K, V = inputs(rng, size)
        Q = np.zeros_like(Q)
        check_close(
            answer(Q, K, V),
            np.repeat(V.mean(axis=1, keepdims=True), size[1], axis=1),
            what="attention with queries that are all zero: every key counts the same",
            causes=mistakes(Q, K, V),
        )


def test_random_inputs(rng):
    for size in SIZES:
        Q, K, V = inputs(rng, size)
        check_close(
            answer(Q, K, V),
            slow.attention(Q, K, V),
            what="attention with random inputs",
            causes=mistakes(Q, K, V),
            facts={"dk": size[3], "dv": size[4], "Tk": size[2]},
        )


def test_order_of_keys(rng):
    Q, K, V = inputs(rng, SIZES[0])
    order = np.array([3, 0, 4, 1, 2])
    check_close(
        answer(Q, K[:, order], V[:, order]),
        answer(Q, K, V),
        what="attention after keys and their values were put in another order",
    )


def test_mask(rng):
    for size in SIZES:
        Q, K, V = inputs(rng, size)
        mask = random_mask(rng, size[1], size[2])
        out = answer(Q, K, V, mask)
        fill = fill_of_hidden_scores()
        check_close(
            out,
            slow.attention(Q, K, V, mask),
            what="attention with a mask",
            causes=masking_mistakes(Q, K, V, mask, fill),
            facts={"fill": fill},
        )


def test_hidden_keys_do_not_matter(rng):
    for size in SIZES:
        Q, K, V = inputs(rng, size)
        mask = np.ones((size[1], size[2]), dtype=bool)
        mask[:, 1] = False
        other_K, other_V = K.copy(), V.copy()
        other_K[:, 1] = 3 * rng.normal(size=(size[0], size[3]))
        other_V[:, 1] = 1e30
        moved = np.abs(answer(Q, other_K, other_V, mask) - answer(Q, K, V, mask)).max()
        fill = fill_of_hidden_scores()
        check(
            moved == 0.0,
            seen=f"the output moved by {moved:.3g} when key 1 and its value were changed",
            expected="no change at all: the mask hides key 1 from every query",
            cause="mask_weak" if fill is not None else None,
            facts={"fill": fill},
        )


def test_large_scores(rng):
    for size in SIZES:
        Q, K, V = inputs(rng, size)
        Q = 2000 * Q
        out = answer(Q, K, V)
        scores = slow.scaled_scores(Q, K)
        nan = np.isnan(out).any(axis=-1)
        with np.errstate(over="ignore"):
            too_large = np.isinf(np.exp(scores).sum(axis=-1))
            too_small = np.exp(scores).sum(axis=-1) == 0
        check(
            not nan.any(),
            seen=f"NaN for {nan.sum()} of {nan.size} queries, with scores up to {scores.max():.0f}",
            expected="numbers",
            cause="overflow" if np.array_equal(nan, too_large | too_small) else None,
        )
        check_close(out, slow.attention(Q, K, V), what="attention with scores in the thousands")


def test_inputs_are_untouched(rng):
    Q, K, V = inputs(rng, SIZES[0])
    mask = random_mask(rng, Q.shape[1], K.shape[1])
    with unchanged(Q=Q, K=K, V=V, mask=mask):
        attention(Q, K, V)
        attention(Q, K, V, mask)
