"""mean_ci, in the order of the tasks."""

import math

import numpy as np
from evidence import check, check_close, not_started
from solution import mean_ci
from source import Uniform, mean_and_half


def pair(draw, n, rng):
    """The solution's two numbers, once they are two numbers from n draws."""
    draw.clear()
    out = mean_ci(draw, n, rng)
    if out is None:
        not_started()
    two = isinstance(out, tuple) and len(out) == 2 and all(np.shape(each) == () for each in out)
    check(two, seen=f"{out!r}"[:80], expected="a pair of numbers: mean and half-width")
    taken = sum(np.size(part) for part in draw.drawn)
    check(
        taken == n,
        seen=f"{taken:,} draws",
        expected=f"{n:,} draws",
        cause="drawn_twice" if taken == 2 * n else None,
        facts={"drawn": taken, "n": n},
    )
    return float(out[0]), float(out[1])


def source(rng, spread=None):
    return Uniform(float(rng.uniform(5, 15)), float(rng.uniform(2.4, 3.0)))


def test_two_numbers(rng):
    draw, n = source(rng), 300
    m, w = pair(draw, n, rng)
    mean, half = mean_and_half(draw.x)
    ends = np.allclose([m, w], [mean - half, mean + half], rtol=0.01)
    check(
        w > 0 and not ends,
        seen=f"({m:.4g}, {w:.4g})",
        expected="a mean and a half-width above 0",
        cause="interval" if ends else None,
    )


def why_width(wide, n, spread):
    """The mistake that makes every interval `wide` times too wide; None when none does."""
    causes = {
        "std_not_se": math.sqrt(n),
        "quantiles": 0.95 * (n - 1) / (n + 1) * math.sqrt(3 * n) / 1.96,
        "n_not_sqrt": 1 / math.sqrt(n),
        "z1": 1 / 1.96,
        "full_width": 2.0,
        "variance": spread,
    }
    found = [name for name, factor in causes.items() if abs(wide / factor - 1) < 0.03]
    return found[0] if len(found) == 1 else None


def test_coverage(rng):
    draw, n, repeats = source(rng), 40, 400
    found = np.array([pair(draw, n, rng) for _ in range(repeats)])
    covered = 100 * float((np.abs(found[:, 0] - draw.mean) <= found[:, 1]).mean())
    wide = float(found[:, 1].mean()) / (1.96 * draw.spread / math.sqrt(n))
    check(
        88 <= covered <= 99.5,
        seen=f"{covered:.1f} % of {repeats} intervals cover the true mean",
        expected="about 95 %",
        cause=why_width(wide, n, draw.spread),
        facts={"covered": covered, "wide": wide, "n": n},
    )


def test_four_times_the_draws(rng):
    draw = source(rng)
    few, many = (np.mean([pair(draw, n, rng)[1] for _ in range(10)]) for n in (40, 160))
    check(
        0.4 < many / few < 0.6,
        seen=f"half-widths in the proportion 1 to {many / few:.3g}",
        expected="1 to 0.5, for four times the draws",
    )


def test_exact_values(rng):
    for n in (20, 7, 2):
        draw = source(rng)
        m, w = pair(draw, n, rng)
        mean, half = mean_and_half(draw.x)
        check_close(
            m,
            mean,
            what=f"the mean of {n} draws",
            causes={"median": float(np.median(draw.x))} if n > 2 else {},
        )
        check_close(
            w,
            half,
            what=f"the half-width for {n} draws",
            rtol=1e-4,  # 1.96 may also be written 1.959964
            causes={
                "ddof0": half * math.sqrt((n - 1) / n),
                "one_tail": half * 1.645 / 1.96,
            },
            facts={"ratio": math.sqrt((n - 1) / n), "n": n},
        )


def test_far_from_zero(rng):
    near, far = Uniform(0.0, 0.2), Uniform(1e8, 0.2)
    for n in (50, 400):
        state = rng.bit_generator.state
        _, w = pair(near, n, rng)
        sound = math.isclose(w, mean_and_half(near.x)[1], rel_tol=1e-3)
        rng.bit_generator.state = state
        m, w = pair(far, n, rng)
        mean, half = mean_and_half(far.x)
        narrow = m == float(np.float32(m)) and abs(m - mean) < 100
        check(
            abs(m - mean) < 1e-6,
            seen=f"a mean of {m:.6f}",
            expected=f"{mean:.6f}",
            cause="f4" if narrow else None,
            facts={"off": abs(m - mean)},
        )
        check(
            math.isclose(w, half, rel_tol=1e-4),
            seen=f"a half-width of {w:.6g}",
            expected=f"{half:.6g}",
            cause="shortcut" if sound else None,
            facts={"seen": w},
            what="draws near 10⁸",
        )


def test_chance_comes_from_rng(rng):
    draw = source(rng)
    given = np.random.default_rng(int(rng.integers(2**32)))
    before = given.bit_generator.state
    pair(draw, 50, given)
    check(
        draw.states[0] == before,
        seen="draw called with a generator in another state",
        expected="the generator that was handed in",
        cause="own_rng",
    )
    check(
        given.bit_generator.state != before,
        seen="the generator that was handed in, unmoved",
        expected="that it has moved on by the draws",
    )
