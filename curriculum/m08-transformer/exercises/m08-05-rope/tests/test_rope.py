"""rope and rope_attention, in the order of the tasks. B, H, T and d all differ."""

import numpy as np
import slow
from evidence import check_array, check_close, unchanged
from solution import rope, rope_attention

SIZES = [  # B, H, T, d
    (2, 3, 5, 8),
    (1, 2, 7, 6),
    (3, 4, 2, 10),
]
TEXTS = [  # B, H, Tq, Tk, d
    (2, 3, 4, 5, 6),
    (1, 2, 3, 7, 8),
]


def places(rng, T, below=300):
    """T different places in no order, none of them where counting from 0 would put it."""
    while True:
        pos = rng.permutation(below)[:T]
        if not (pos == np.arange(T)).any():
            return pos


def turned(x, pos, *theta):
    """What the solution makes of copies, once it is an array of the right shape."""
    out = rope(x.copy(), pos.copy(), *theta)
    check_array(out, shape=x.shape, what=f"rope for x {x.shape}")
    return out


def turns(x, pos, *theta, what):
    out, right = turned(x, pos, *theta), slow.rope(x, pos, *theta)
    base = theta[0] if theta else slow.THETA
    name = slow.likely_cause(out, right, slow.mistakes(x, pos, base))
    check_close(
        out,
        right,
        what=what,
        atol=1e-11,
        causes={name: out} if name else None,
        facts={"half": x.shape[-1] // 2, "pos": pos.tolist(), "theta": base},
    )


def test_shape_and_type(rng):
    for size in SIZES:
        x, pos = rng.normal(size=size), places(rng, size[2])
        check_array(rope(x, pos), shape=size, dtype="f8", what=f"rope for x {size}")
    for B, H, Tq, Tk, d in TEXTS:
        q, k, v = (rng.normal(size=(B, H, T, d)) for T in (Tq, Tk, Tk))
        out = rope_attention(q, k, v, np.arange(Tq), np.arange(Tk))
        what = f"rope_attention for q {q.shape} and k {k.shape}"
        check_array(out, shape=q.shape, dtype="f8", what=what)


def test_place_zero(rng):
    for size in SIZES:
        x, pos = rng.normal(size=size), np.zeros(size[2], dtype=np.int64)
        out, more = turned(x, pos), slow.rope(x, pos + 1)
        causes = {"off_by_one": more} if slow.close(out, more) else None
        check_close(out, x, what="rope with all at place 0", causes=causes)


def test_one_pair(rng):
    for T in (3, 6):
        x = rng.normal(size=(2, 1, T, 2))
        turns(x, places(rng, T), what="rope of single pairs, d = 2")


def test_random_inputs(rng):
    for size in SIZES:
        turns(rng.normal(size=size), places(rng, size[2]), what="rope at random places")


def test_theta(rng):
    for size, theta in zip(SIZES, (120.0, 500_000.0, 37.0), strict=True):
        x, pos = rng.normal(size=size), places(rng, size[2])
        turns(x, pos, theta, what=f"rope with theta = {theta:g}")


def test_lengths(rng):
    for size in SIZES:
        x = rng.normal(size=size)
        out = turned(x, places(rng, size[2], below=5000))
        pairs = (*size[:3], size[3] // 2, 2)
        check_close(
            np.sqrt((out.reshape(pairs) ** 2).sum(axis=-1)),
            np.sqrt((x.reshape(pairs) ** 2).sum(axis=-1)),
            what="lengths of the pairs after they were turned",
        )


def test_only_the_distance_counts(rng):
    for B, H, T, d in SIZES:
        q, k = rng.normal(size=(B, H, T, d)), rng.normal(size=(B, H, T, d))
        m, n, far = places(rng, T), places(rng, T), int(rng.integers(1, 3000))
        near = (turned(q, m) * turned(k, n)).sum(axis=-1)
        moved = (turned(q, m + far) * turned(k, n + far)).sum(axis=-1)
        what = f"scores after queries and keys were moved by {far} places"
        check_close(moved, near, what=what, rtol=1e-8, atol=1e-9)


def text(rng, size):
    """q, k, v, their places, and a mask that leaves each query a key and hides one."""
    B, H, Tq, Tk, d = size
    q, k, v = (rng.normal(size=(B, H, T, d)) for T in (Tq, Tk, Tk))
    mask = rng.random((Tq, Tk)) < 0.6
    open_key, hidden_key = np.array([rng.permutation(Tk)[:2] for _ in range(Tq)]).T
    mask[np.arange(Tq), open_key], mask[np.arange(Tq), hidden_key] = True, False
    return q, k, v, places(rng, Tq, 40), places(rng, Tk, 40), mask


def attends(given, *, what):
    """rope_attention of copies equals the loops; if not, the mistake that gives just this."""
    out = rope_attention(*[each.copy() if isinstance(each, np.ndarray) else each for each in given])
    check_array(out, shape=given[0].shape, what=what)
    right = slow.rope_attention(*given)
    name = slow.likely_cause(out, right, slow.attention_mistakes(*given))
    check_close(
        out,
        right,
        what=what,
        atol=1e-11,
        causes={name: out} if name else None,
        facts={"pos": given[3].tolist(), "theta": given[6] if len(given) > 6 else slow.THETA},
    )
    return out


def test_attention(rng):
    for size in TEXTS:
        q, k, v, pos_q, pos_k, mask = text(rng, size)
        attends((q, k, v, pos_q, pos_k), what="rope_attention without a mask")
        attends((q, k, v, pos_q, pos_k, mask), what="rope_attention with a mask")
        attends((q, k, v, pos_q, pos_k, mask, 50.0), what="rope_attention with theta = 50")


def test_moved_text(rng):
    for size in TEXTS:
        q, k, v, pos_q, pos_k, mask = text(rng, size)
        far = int(rng.integers(1, 500))
        here = attends((q, k, v, pos_q, pos_k, mask), what="rope_attention")
        there = attends((q, k, v, pos_q + far, pos_k + far, mask), what="rope_attention, moved")
        what = f"rope_attention after the text was moved by {far} places"
        check_close(there, here, what=what, rtol=1e-8, atol=1e-9)


def test_kept_past(rng):
    T = 6
    q, k, v = (rng.normal(size=(2, 3, T, 4)) for _ in range(3))
    pos, causal = np.arange(T), np.tril(np.ones((T, T), dtype=bool))
    whole = attends((q, k, v, pos, pos, causal), what="rope_attention of a whole text")
    for t in range(1, T):
        new = (q[:, :, t : t + 1], k[:, :, : t + 1], v[:, :, : t + 1], pos[t : t + 1], pos[: t + 1])
        alone = attends(new, what=f"rope_attention of the word at place {t} alone")
        what = f"the word at place {t}, alone and in the whole text"
        check_close(alone, whole[:, :, t : t + 1], what=what, rtol=1e-8, atol=1e-10)


def test_inputs_are_untouched(rng):
    q, k, v, pos_q, pos_k, mask = text(rng, TEXTS[0])
    with unchanged(x=q, pos=pos_q):
        rope(q, pos_q)
    with unchanged(q=q, k=k, v=v, pos_q=pos_q, pos_k=pos_k, mask=mask):
        rope_attention(q, k, v, pos_q, pos_k, mask)
