"""numeric_grad, in the order of the tasks."""

import numpy as np
from evidence import check, check_array, check_close, not_started
from solution import numeric_grad
from watch import Watched


def gradient(f, x, h):
    """The solution's gradient and the calls that it made, once shapes and types are right."""
    watched = Watched(f, x)
    out = numeric_grad(watched, x, h)
    if out is None:
        not_started()
    what = f"numeric_grad(f, x, {h:g}) for x of shape {x.shape}"
    for point in watched.points:
        check(
            point.shape == x.shape,
            seen=f"f called with an array of shape {point.shape}",
            expected=f"arrays of shape {x.shape}",
            cause="flattened" if point.shape == (x.size,) else None,
            facts={"called": point.shape, "shape": x.shape},
            what=what,
        )
        check(
            point.dtype == np.float64,
            seen=f"f called with an array of type {point.dtype}",
            expected="float64",
            cause={"float32": "f4", "int64": "int_x"}.get(point.dtype.name),
            what=what,
        )
    if x.shape == () and isinstance(out, np.float64):
        out = np.array(out)
    check_array(out, shape=x.shape, what=what)
    whole = out.dtype.kind == "i"
    check(
        out.dtype == np.float64,
        seen=f"a result of type {out.dtype}",
        expected="float64",
        cause="int_result" if whole else None,
        facts={"kind": out.dtype},
        what=what,
    )
    return out, watched


def weighted_sum(rng, shape):
    a = rng.uniform(0.5, 2.0, size=shape) * rng.choice([-1.0, 1.0], size=shape)
    return a, lambda x: (a * x).sum()


def check_one_at_a_time(watched):
    """Every call had displaced one entry (or none, which a one-sided difference needs)."""
    most, size = max(watched.moved, default=0), watched.x.size
    together = size > 1 and set(watched.moved) <= {0, size}
    check(
        most <= 1,
        seen=f"f called with {most} of {size} entries of x displaced",
        expected="one entry at a time",
        cause="all_at_once" if together else "not_put_back",
        facts={"moved": most, "size": size},
    )


def test_shape_and_type(rng):
    for shape in ((5,), (3, 4), (2, 3, 4), ()):
        _, f = weighted_sum(rng, shape)
        gradient(f, rng.normal(size=shape), 1e-3)


def test_linear_functions(rng):
    for shape in ((6,), (3, 4), (2, 3, 4), ()):
        a, f = weighted_sum(rng, shape)
        h = 1e-3
        out, watched = gradient(f, rng.normal(size=shape), h)
        check_one_at_a_time(watched)
        check_close(
            out,
            a,
            what=f"gradient of a weighted sum of an x of shape {shape}, against the weights",
            rtol=1e-8,
            causes={"no_2": 2 * a, "forgot_divide": 2 * h * a, "sign": -a},
        )


def why_error(errors, steps):
    """The mistake that errors and steps at h = 0.2, 0.1 and 0.05 show, and its facts."""
    if steps[0] == steps[2]:
        small = steps[0] < 1e-9
        return "cancellation" if small else "h_ignored", {"step": steps[0], "error": errors[2]}
    falls = errors[0] / errors[1], errors[1] / errors[2]
    return "one_sided" if all(1.7 < fall < 2.3 for fall in falls) else None, {}


def test_the_error_falls_by_four(rng):
    a = rng.uniform(0.5, 2.0, size=(3, 5))
    x = rng.uniform(-1.0, 1.0, size=(3, 5))
    exact = a * np.exp(x)
    errors, steps = [], []
    for h in (0.2, 0.1, 0.05):
        out, watched = gradient(lambda x: (a * np.exp(x)).sum(), x, h)
        check_one_at_a_time(watched)
        errors.append(float(np.abs(out - exact).max()))
        steps.append(round(watched.step, 14))
    cause, facts = why_error(errors, steps)
    for before, after in ((0, 1), (1, 2)):
        fall = errors[before] / max(errors[after], 1e-300)
        check(
            3.8 < fall < 4.2,
            seen=f"an error of {errors[before]:.2g} that falls by a factor of {fall:.3g} "
            "when h is halved",
            expected="a factor of about 4",
            cause=cause,
            facts=facts,
            what="numeric_grad of a sum of exponentials",
        )


def known(rng):
    """(name, f, its central difference on paper), for x of any shape."""
    return [
        ("the sum of sin(x)", lambda x: np.sin(x).sum(), lambda x, h: np.cos(x) * np.sin(h) / h),
        ("the sum of x³", lambda x: (x**3).sum(), lambda x, h: 3 * x**2 + h**2),
        ("the squared sum of x", lambda x: x.sum() ** 2, lambda x, h: 2 * x.sum() + 0 * x),
    ]


def test_central_differences_on_paper(rng):
    for name, f, central in known(rng):
        for shape, h in (((4, 3), 1e-2), ((7,), 1e-4)):
            x = rng.uniform(0.5, 1.5, size=shape)
            out, _ = gradient(f, x, h)
            check_close(
                out,
                central(x, h),
                what=f"numeric_grad of {name}, h = {h:g}",
                rtol=1e-8 if h < 1e-3 else 1e-10,
                causes={"half_step": central(x, h / 2)},
            )


def why_changed(off, h):
    """The mistake that left x so far off its old values; None when nothing shows it."""
    if off.max() < 1e-9:
        return "drift"
    displaced = np.count_nonzero(off > h / 2)
    return "inputs_changed" if displaced == 1 else "not_put_back"


def test_x_is_left_as_it_was(rng):
    for h in (1e-3, 1e-5):
        x = rng.uniform(0.1, 50.0, size=(4, 6))
        before = x.copy()
        _, f = weighted_sum(rng, x.shape)
        numeric_grad(f, x, h)
        off = np.abs(x - before)
        least = float(off[off > 0].min()) if off.any() else 0.0
        check(
            np.array_equal(x, before),
            seen=f"{np.count_nonzero(off)} of {x.size} entries of x changed, by {off.max():.1g}",
            expected="the same x, to the last bit",
            cause=why_changed(off, h),
            facts={"off": least, "moved": np.count_nonzero(off), "size": x.size},
        )


def test_x_that_is_not_contiguous(rng):
    base = rng.normal(size=(8, 10))
    for x in (base.T, base[::2, 1:4], base[:, 3], base[::-1]):
        a, f = weighted_sum(rng, x.shape)
        out, watched = gradient(f, x, 1e-3)
        check_close(
            out,
            a,
            what=f"gradient of a weighted sum of an x of shape {x.shape}, strides {x.strides}",
            rtol=1e-8,
            causes={} if any(watched.moved) else {"flat_copy": np.zeros(x.shape)},
            facts={"calls": len(watched.points)},
        )


def test_whole_numbers(rng):
    x = rng.integers(1, 9, size=(3, 4))
    a, _ = weighted_sum(rng, x.shape)
    out, _ = gradient(lambda x: (a * x**2).sum(), x, 1e-3)
    check_close(out, 2 * a * x, what="gradient of Σ a·x² at whole numbers", rtol=1e-8)
