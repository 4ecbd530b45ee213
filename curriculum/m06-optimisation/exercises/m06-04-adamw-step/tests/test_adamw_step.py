"""adamw_step, in the order of the tasks."""

import mistakes
import numpy as np
import slow
from evidence import check, check_array, check_close, unchanged
from solution import adamw_step

USUAL = {"lr": 0.01, "b1": 0.9, "b2": 0.999, "eps": 1e-8, "wd": 0.0}
BRISK = {"lr": 0.05, "b1": 0.75, "b2": 0.96, "eps": 1e-8, "wd": 0.0}


def draw(rng, shape):
    """p, g, m and v as in the middle of a training."""
    p, g, m = rng.normal(size=(3, *shape))
    return p, g, 0.5 * m, rng.uniform(0.2, 2.0, size=shape)


def from_zero(rng, g):
    return rng.uniform(0.5, 2.0, size=g.shape), g, np.zeros(g.shape), np.zeros(g.shape)


def step(arrays, t, rates):
    """What the solution gives: three arrays of the shape of p."""
    p = arrays[0]
    copies = [array.copy() for array in arrays]
    out = adamw_step(*copies, t, **rates)
    if out is None:
        check_array(out, what="adamw_step(p, g, m, v, t, …)")
    triple = isinstance(out, tuple | list) and len(out) == 3
    check(triple, seen=type(out).__name__, expected="three arrays: p, m and v")
    for name, array in zip("pmv", out, strict=True):
        check_array(array, shape=p.shape, dtype="f8", what=f"{name}, returned", finite=False)
    return out


def betas(rates):
    return rates["b1"], rates["b2"]


def facts(t, rates):
    b1, b2 = betas(rates)
    in_m, in_v = 1 - b1**t, 1 - b2**t
    return {
        "t": t, "before": t - 1, "after": t + 1, "in_m": in_m, "in_v": in_v,
        "factor": in_m / np.sqrt(in_v), "root": np.sqrt(rates["eps"]), "eps": rates["eps"],
        "times": 1 / np.sqrt(in_v),
    }  # fmt: skip


def close_step(arrays, t, rates, what, causes, rtol=1e-6):
    """Compares the step in learning rates."""
    p, g, m, v = arrays
    seen = (p - step(arrays, t, rates)[0]) / rates["lr"]
    new_m, new_v = slow.averages(g, m, v, *betas(rates))
    right = slow.direction(new_m, new_v, t, *betas(rates), rates["eps"])
    with np.errstate(all="ignore"):
        wrong = causes(g, m, v, t, *betas(rates), rates["eps"])
    check_close(
        seen, right, what=f"(p before − p after) / lr, {what}", rtol=rtol, atol=1e-9,
        causes=wrong, facts=facts(t, rates),
    )  # fmt: skip


def test_shapes_and_types(rng):
    for shape in ((3, 5), (4,), (2, 3, 4), (1, 1)):
        for name, array in zip("pmv", step(draw(rng, shape), 3, USUAL), strict=True):
            check_array(array, what=f"{name}, returned")


def test_nothing_is_kept_between_calls(rng):
    mine, other = draw(rng, (2, 3)), draw(rng, (2, 3))
    first = step(mine, 4, BRISK)
    step(other, 5, BRISK)
    second = step(mine, 4, BRISK)
    for name, before, after in zip("pmv", first, second, strict=True):
        check(
            np.array_equal(before, after),
            seen=after, expected=before, cause="kept_state",
            what=f"{name} from a call with the same arguments as one before",
        )  # fmt: skip


def test_running_averages(rng):
    for shape, t, rates in (((3, 4), 6, USUAL), ((5,), 2, BRISK)):
        arrays = draw(rng, shape)
        _, g, m, v = arrays
        b1, b2 = betas(rates)
        _, seen_m, seen_v = step(arrays, t, rates)
        right_m, right_v = slow.averages(g, m, v, b1, b2)
        check_close(
            seen_m, right_m, what=f"m after step {t}", rtol=1e-10,
            causes=mistakes.of_m(g, m, t, b1, b2), facts={"total": 1 + b1},
        )  # fmt: skip
        check_close(
            seen_v, right_v, what=f"v after step {t}", rtol=1e-10,
            causes=mistakes.of_v(g, v, t, b1, b2), facts={"total": 1 + b2},
        )  # fmt: skip


def test_one_step(rng):
    for shape, t, rates in (((3, 4), 4, USUAL), ((5,), 2, BRISK), ((2, 3, 4), 30, BRISK)):
        close_step(draw(rng, shape), t, rates, f"at t = {t}", mistakes.of_step)


def test_first_step(rng):
    for rates in (USUAL, BRISK):
        g = np.array([0.02, -0.3, 4.0, -50.0, 600.0]) * rng.uniform(0.5, 1.5, size=5)
        close_step(from_zero(rng, g), 1, rates, "at t = 1", mistakes.of_step)


def test_scale_of_the_gradient(rng):
    gradients, start = rng.normal(size=(5, 3, 2)), rng.normal(size=(3, 2))
    ends = []
    for scale in (1.0, 1000.0):
        p, m, v = start, np.zeros((3, 2)), np.zeros((3, 2))
        for t, g in enumerate(gradients, start=1):
            p, m, v = step((p, scale * g, m, v), t, BRISK | {"eps": 1e-30})
        ends.append(p)
    check_close(
        ends[1], ends[0], what="p after 5 steps with gradients 1,000 times as large", rtol=1e-9
    )


def test_tiny_gradients(rng):
    for t, eps in ((1, 1e-8), (7, 1e-3)):
        g = eps * np.array([0.1, 1.0, -1.0, 10.0, -30.0]) * rng.uniform(0.8, 1.2, size=5)
        p = rng.normal(size=5)
        arrays = from_zero(rng, g) if t == 1 else (p, g, 0.5 * g, 0.3 * g * g)
        close_step(arrays, t, USUAL | {"lr": 0.1, "eps": eps}, f"with eps = {eps}", mistakes.of_eps)


def test_gradient_of_zero(rng):
    arrays = from_zero(rng, np.zeros((2, 3)))
    check_close(
        step(arrays, 1, USUAL)[0], arrays[0], what="p after a gradient of 0, without decay", atol=0
    )


def test_decay_alone(rng):
    rates = USUAL | {"lr": 0.2, "wd": 0.3}
    p, g, m, v = from_zero(rng, np.zeros((3, 4)))
    p[0] *= -1.0
    check_close(
        step((p, g, m, v), 1, rates)[0], p * (1 - 0.2 * 0.3),
        what="p after a gradient of 0", rtol=1e-12,
        causes=mistakes.of_decay(p, g, m, v, 1, **rates),
    )  # fmt: skip


def test_decay_beside_a_gradient(rng):
    for shape, t in (((3, 4), 5), ((6,), 1)):
        rates = BRISK | {"lr": 0.2, "wd": 0.4}
        arrays = draw(rng, shape) if t > 1 else from_zero(rng, rng.normal(size=shape))
        p, g, m, v = arrays
        right = slow.averages(g, m, v, *betas(rates))
        moved = p * (1 - 0.2 * 0.4) - 0.2 * slow.direction(*right, t, *betas(rates), 1e-8)
        seen = step(arrays, t, rates)
        check_close(
            seen[0], moved, what="p after decay and step", rtol=1e-10,
            causes=mistakes.of_decay(*arrays, t, **rates),
        )  # fmt: skip
        penalised = slow.averages(g + 0.4 * p, m, v, *betas(rates))
        for name, mine, yours, wrong in zip("mv", right, seen[1:], penalised, strict=True):
            check_close(
                yours, mine, what=f"{name} with decay", rtol=1e-10, causes={"l2_in_grad": wrong}
            )


def test_many_steps(rng):
    rates = BRISK | {"wd": 0.1}
    shapes = ((2, 3), (4,))
    gradients = [[rng.normal(size=shape) for _ in range(12)] for shape in shapes]
    p = [rng.normal(size=shape) for shape in shapes]
    right = [slow.trajectory(p[i], gradients[i], **rates) for i in range(2)]
    kept = [(np.zeros(shape), np.zeros(shape)) for shape in shapes]
    for t in range(1, 13):
        for i in range(2):
            p[i], *kept[i] = step((p[i], gradients[i][t - 1], *kept[i]), t, rates)
            what = f"p of array {i + 1} after step {t}"
            check_close(p[i], right[i][t - 1], what=what, rtol=1e-9)


def test_inputs_are_untouched(rng):
    p, g, m, v = draw(rng, (3, 2))
    with unchanged(p=p, g=g, m=m, v=v):
        adamw_step(p, g, m, v, 3, **USUAL | {"wd": 0.1})
