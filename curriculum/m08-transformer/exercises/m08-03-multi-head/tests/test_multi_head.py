"""multi_head, in the order of the tasks. B, T, D, H and the width of a head all differ."""

import math

import numpy as np
import slow
from evidence import check, check_array, check_close, unchanged
from solution import multi_head

SIZES = [  # B, T, D, H
    (2, 5, 12, 3),
    (3, 4, 10, 2),
    (1, 3, 20, 5),
]


def inputs(rng, size):
    """x, Wqkv and Wo; queries and keys have entries of variance 1."""
    B, T, D, _ = size
    x = rng.normal(size=(B, T, D))
    return x, rng.normal(size=(D, 3 * D)) / math.sqrt(D), rng.normal(size=(D, D)) / math.sqrt(D)


def random_mask(rng, T):
    """True where a position may look; every row has an open cell and a hidden one."""
    mask = rng.random((T, T)) < 0.5
    open_cell, hidden_cell = np.array([rng.permutation(T)[:2] for _ in range(T)]).T
    mask[np.arange(T), open_cell] = True
    mask[np.arange(T), hidden_cell] = False
    return mask


def answer(x, Wqkv, Wo, H, mask=None):
    """What the solution makes of copies, once it is known to be an array of the right shape."""
    given = [x.copy(), Wqkv.copy(), Wo.copy(), H] + ([] if mask is None else [mask.copy()])
    out = multi_head(*given)
    check_array(out, shape=x.shape, what=f"multi_head for x {x.shape} and {H} heads")
    return out


def agrees(x, Wqkv, Wo, H, mask=None, *, what):
    """The solution equals the loops; if not, the mistake is named that gives just this."""
    out = answer(x, Wqkv, Wo, H, mask)
    right = slow.multi_head(x, Wqkv, Wo, H, mask)
    name, facts = (None, {})
    if not slow.close(out, right):
        name, facts = slow.likely_cause(out, x, Wqkv, Wo, H, mask)
    check_close(out, right, what=what, causes={name: out} if name else None, facts=facts)


def test_shape_and_type(rng):
    for size in SIZES:
        x, Wqkv, Wo = inputs(rng, size)
        H = size[3]
        what = f"multi_head for x {x.shape} and {H} heads"
        check_array(multi_head(x, Wqkv, Wo, H), shape=x.shape, dtype="f8", what=what)


def test_one_head(rng):
    for size in SIZES:
        agrees(*inputs(rng, size), 1, what="multi_head with one head")


def test_queries_of_zero(rng):
    for size in SIZES:
        x, Wqkv, Wo = inputs(rng, size)
        Wqkv[:, : size[2]] = 0.0
        agrees(x, Wqkv, Wo, size[3], what="multi_head with queries that are all zero")


def test_random_inputs(rng):
    for size in SIZES:
        what = f"multi_head with {size[3]} heads and random inputs"
        agrees(*inputs(rng, size), size[3], what=what)


def test_order_of_heads(rng):
    for size in SIZES:
        x, Wqkv, Wo = inputs(rng, size)
        D, H = size[2:]
        order = np.roll(np.arange(H), 1)
        place = np.arange(D).reshape(H, D // H)[order].ravel()
        moved = np.concatenate([Wqkv[:, n * D : (n + 1) * D][:, place] for n in range(3)], axis=1)
        before, after = answer(x, Wqkv, Wo, H), answer(x, moved, Wo[place], H)
        check_close(
            after,
            before,
            what="multi_head after the heads and their rows of Wo were put in another order",
            rtol=1e-8,
            atol=1e-10,
        )


def test_mask(rng):
    for size in SIZES:
        mask = random_mask(rng, size[1])
        agrees(*inputs(rng, size), size[3], mask, what="multi_head with a mask")


def test_no_look_ahead(rng):
    x, Wqkv, Wo = inputs(rng, SIZES[0])
    T, H = SIZES[0][1], SIZES[0][3]
    mask = np.tril(np.ones((T, T), dtype=bool))
    before = answer(x, Wqkv, Wo, H, mask)
    name, facts = slow.likely_cause(before, x, Wqkv, Wo, H, mask)
    for j in range(1, T):
        other = x.copy()
        other[:, j] = 3 * rng.normal(size=other[:, j].shape)
        moved = np.abs(answer(other, Wqkv, Wo, H, mask) - before)[:, :j].max()
        check(
            bool(moved <= 1e-12),
            seen=f"when position {j} was changed, an output before it moved by {moved:.3g}",
            expected="no change: a causal mask was given",
            cause=name,
            facts=facts,
        )


def test_inputs_are_untouched(rng):
    x, Wqkv, Wo = inputs(rng, SIZES[0])
    mask = random_mask(rng, SIZES[0][1])
    with unchanged(x=x, Wqkv=Wqkv, Wo=Wo, mask=mask):
        multi_head(x, Wqkv, Wo, 1)
        multi_head(x, Wqkv, Wo, SIZES[0][3], mask)
