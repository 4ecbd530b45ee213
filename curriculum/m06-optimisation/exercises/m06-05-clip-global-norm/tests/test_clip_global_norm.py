"""clip_global_norm, in the order of the tasks."""

import mistakes
import numpy as np
import slow
from evidence import check, check_array, check_close
from solution import clip_global_norm

SHAPES = ((3, 4), (5,), (2, 3, 2))


def draw(rng, length):
    """Gradients of different sizes with this global norm."""
    grads = [size * rng.normal(size=shape) for size, shape in zip((0.3, 2.0, 1.0), SHAPES)]
    scale = length / slow.norm(grads)
    return [g * scale for g in grads]


def copies(grads):
    return [None if g is None else g.copy() for g in grads]


def clipped(grads, limit):
    """The norm that came back, and the caller's arrays afterwards."""
    mine = copies(grads)
    out = clip_global_norm(list(mine), limit)
    check_array(np.asarray(out) if out is not None else None, shape=(), what="the norm returned")
    return float(out), mine


def close_norm(seen, grads, what):
    causes = mistakes.of_norm(grads)
    check_close(
        seen, slow.norm(grads), what=what, rtol=1e-12, causes=causes, facts={"seen_norm": seen}
    )


def arrow(grads):
    return np.array(slow.entries(grads))


def untouched(before, after):
    return all(np.array_equal(a, b) for a, b in zip(before, after) if a is not None)


def test_norm_of_known_lengths():
    grads = [np.array([[2.0], [-4.0]]), np.array([5.0, -6.0])]
    close_norm(clipped(grads, 20.0)[0], grads, "the norm of (2, −4) and (5, −6)")


def test_norm_of_random_gradients(rng):
    for length in (0.02, 3.0, 400.0):
        grads = draw(rng, length)
        close_norm(clipped(grads, 1.5 * length)[0], grads, "the norm of three arrays")


def test_too_long(rng):
    for length, limit in ((8.0, 2.5), (0.9, 0.4)):
        grads = draw(rng, length)
        _, after = clipped(grads, limit)
        wrong = mistakes.of_clipping(grads, limit)
        check_close(
            arrow(after), arrow(grads) * (limit / length),
            what=f"all entries in a row, from norm {length} to {limit}", rtol=2e-6,
            causes={name: arrow(arrays) for name, arrays in wrong.items()},
            facts={"limit": limit, "degrees": slow.degrees(grads, after)},
        )  # fmt: skip


def test_direction(rng):
    for length in (1.2, 50.0):
        grads = draw(rng, length)
        _, after = clipped(grads, 1.0)
        check_close(slow.norm(after), 1.0, what="the norm after clipping to 1", rtol=2e-6)
        ratios = arrow(after) / arrow(grads)
        check_close(
            ratios, np.full(len(ratios), ratios[0]),
            what="after / before, entry by entry", rtol=1e-9,
        )  # fmt: skip


def test_short_enough(rng):
    for length, limit in ((0.4, 1.0), (3.0, 3.1), (0.001, 5.0)):
        grads = draw(rng, length)
        _, after = clipped(grads, limit)
        lengthened = all(
            np.allclose(a, g * limit / length) for a, g in zip(after, grads, strict=True)
        )
        check(
            untouched(grads, after),
            seen=f"gradients of norm {slow.norm(after):.4g}",
            expected="the gradients as they were, to the last bit",
            cause="always_rescale" if lengthened else None,
            facts={"norm": length, "limit": limit},
            what=f"a norm of {length} under a limit of {limit}",
        )
    grads = [np.array([3.0, 0.0]), np.array([[4.0]])]
    _, after = clipped(grads, 5.0)
    check(
        untouched(grads, after), seen=after[0], expected=grads[0],
        what="a norm that equals the limit",
    )  # fmt: skip


def test_norm_before_clipping(rng):
    for length, limit in ((7.0, 2.0), (3.0, 0.5)):
        grads = draw(rng, length)
        check_close(
            clipped(grads, limit)[0], length, what=f"the norm returned, under a limit of {limit}",
            rtol=1e-9, causes={"norm_after": limit},
        )  # fmt: skip


def test_the_callers_arrays(rng):
    grads = draw(rng, 6.0)
    given = copies(grads)
    mine = list(given)  # another list that holds the same arrays
    out = clip_global_norm(given, 2.0)
    check_array(np.asarray(out) if out is not None else None, shape=(), what="the norm returned")
    in_list = np.allclose(slow.norm(given), 2.0, rtol=1e-5)
    check(
        not untouched(grads, mine),
        seen="the caller's arrays as they were",
        expected="arrays that are 1/3 as long",
        cause="new_arrays" if in_list else None,
    )
    for k, g in enumerate(mine):
        check_close(g, grads[k] / 3, what=f"the caller's array {k + 1}", rtol=2e-6)


def test_none_among_them(rng):
    first, second, third = draw(rng, 8.0)
    for gap in (1, 0):
        grads = [first, second, third, None]
        grads.insert(gap, None)
        try:
            seen, after = clipped(grads, 2.0)
        except (TypeError, AttributeError) as error:
            check(False, seen=f"{type(error).__name__}", expected="a norm", cause="none_crash")
        causes = {"stops_at_none": slow.norm(grads[:gap])}
        check_close(seen, 8.0, what="the norm of three arrays and None", rtol=1e-9, causes=causes)
        for k, g in enumerate(grads):
            if g is not None:
                check_close(after[k], g / 4, what=f"entry {k + 1} of the list", rtol=2e-6)


def test_nothing_to_clip():
    for grads in ([np.zeros((2, 3)), np.zeros(4)], [None, None], []):
        seen, after = clipped(grads, 1.0)
        check_close(seen, 0.0, what="the norm of no gradient", atol=0)
        check(untouched(grads, after), seen="arrays that changed", expected="zeros, as before")
