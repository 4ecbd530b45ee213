"""max_stable_lr and lr_sweep, in the order of the tasks."""

import math

import numpy as np
from bowls import Runs, bowl, curvatures, descent, mistaken_walls
from evidence import check, check_array, check_close, not_started, unchanged
from solution import lr_sweep, max_stable_lr


def wall_of(H):
    """The solution's wall, once it is one number."""
    out = max_stable_lr(H.copy())
    check_array(out if out is None else np.asarray(out), shape=(), what="max_stable_lr(H)")
    return float(out)


def test_one_number(rng):
    for P in (3, 6):
        wall = wall_of(bowl(rng, curvatures(rng, P))[0])
        check(wall > 0, seen=f"{wall:g}", expected="a rate above 0")


def test_known_curvatures(rng):
    for P in (4, 7, 2):
        values = curvatures(rng, P)
        H, _ = bowl(rng, values)
        check_close(
            wall_of(H), 2 / values[-1],
            what=f"the wall of a bowl with {P} curvatures up to {values[-1]:.3f}",
            causes=mistaken_walls(H, values),
        )  # fmt: skip
    H, _ = bowl(rng, np.array([0.0, 0.0, 3.0, 8.0]))  # two directions are flat
    check_close(wall_of(H), 0.25, what="the wall of a bowl with curvatures 0, 0, 3 and 8")


def test_one_parameter(rng):
    curvature = float(rng.uniform(0.1, 50))
    seen = wall_of(np.array([[curvature]]))
    check_close(seen, 2 / curvature, what=f"the wall of a parabola of curvature {curvature:.3f}")


def test_either_side_of_the_wall(rng):
    for _ in range(20):
        values = curvatures(rng, int(rng.integers(2, 9)))
        H, Q = bowl(rng, values)
        wall = wall_of(H)
        start = Q @ rng.choice([-1.0, 1.0], size=len(values))
        below, beyond = (steepest_part(H, Q, start, share * wall) for share in (0.98, 1.02))
        check(
            below < 1 < beyond,
            seen=f"a steepest part of {below:.2g} and {beyond:.2g}",
            expected="less than 1 below the wall and more beyond it",
            what=f"50 steps with 0.98 and 1.02 times {wall:.4g}, curvatures up to {values[-1]:.3f}",
        )


def steepest_part(H, Q, theta, lr):
    """How long the part along the steepest direction is after 50 steps; it begins with 1."""
    for _ in range(50):
        theta = theta - lr * (H @ theta)
    return abs(float(Q[:, -1] @ theta))


def test_H_is_untouched(rng):
    H, _ = bowl(rng, curvatures(rng, 5))
    with unchanged(H=H):
        max_stable_lr(H)


def suggestion(run, lrs):
    """The solution's rate, once it is one number."""
    out = lr_sweep(run, list(lrs))
    if out is None:
        not_started()
    number = isinstance(out, float | np.floating)
    check(number, seen=type(out).__name__, expected="a float")
    return float(out)


def written_runs(rng):
    """Rates and their losses: four hold, the third best at the end, the fifth and sixth fail.

    The second has one rise on its way.
    """
    lrs = np.cumprod(rng.uniform(1.5, 2.0, size=6)) * 1e-3
    first = float(rng.uniform(3, 5))
    ends = first * np.array([0.8, 0.6, 0.2, 0.5, 1.4, 30.0])
    return [float(lr) for lr in lrs], {
        float(lr): [first, first * (1.2 if i == 1 else 0.95 if end < first else 1.1), float(end)]
        for i, (lr, end) in enumerate(zip(lrs, ends, strict=True))
    }


def test_the_largest_rate_that_holds(rng):
    for _ in range(3):
        lrs, losses = written_runs(rng)
        check_close(
            suggestion(Runs(losses), lrs), lrs[3] / 3,
            what=f"the suggestion when {lrs[3]:.3g} holds and {lrs[4]:.3g} fails",
            causes={
                "picks_lowest_last": lrs[2] / 3, "no_margin": lrs[3], "first_failing": lrs[4] / 3,
                "smallest_rate": lrs[0] / 3 if suggestion_rises(lrs) else math.nan,
                "never_rises": lrs[0] / 3 if not suggestion_rises(lrs) else math.nan,
            },
        )  # fmt: skip
        rates = lrs[:4]
        what = "the suggestion when all rates hold"
        check_close(suggestion(Runs(losses), rates), rates[3] / 3, what=what)


def suggestion_rises(lrs):
    """Whether the smallest rate is suggested even where no loss ever rises."""
    falling = Runs(lambda lr: [3.0, 2.0, 1.0])
    return math.isclose(suggestion(falling, lrs[:3]), lrs[0] / 3)


def test_runs_that_blew_up(rng):
    lrs, losses = written_runs(rng)
    first = losses[lrs[0]][0]
    for end, cause in (
        ([first, math.nan, math.nan], "ignores_nan"),
        ([first, 9e300, math.inf], None),
        ([first, math.inf, 0.5 * first], "ignores_inside"),
        ([first, math.nan, 0.5 * first], "ignores_inside"),
    ):
        held = losses | dict.fromkeys(lrs[4:], end)
        seen = suggestion(Runs(held), lrs)
        causes = {cause: lrs[5] / 3} if cause else {}
        what = f"the suggestion when runs from {lrs[4]:.3g} on have the losses {end}"
        check_close(seen, lrs[3] / 3, what=what, causes=causes)
    same = losses | {lrs[3]: [first, 0.9 * first, first]}
    what = "the suggestion when the last run that holds ends where it began"
    check_close(suggestion(Runs(same), lrs), lrs[3] / 3, what=what)


def test_lucky_after_the_wall(rng):
    lrs, losses = written_runs(rng)
    first = losses[lrs[0]][0]
    lucky = losses | {lrs[5]: [first, 0.9 * first, 0.7 * first]}
    what = f"the suggestion when {lrs[4]:.3g} fails and {lrs[5]:.3g} holds"
    causes = {"largest_anywhere": lrs[5] / 3}
    check_close(suggestion(Runs(lucky), lrs), lrs[3] / 3, what=what, causes=causes)


def test_a_third_of_the_wall(rng):
    lrs = [1e-3 * 1.3**k for k in range(60)]
    for _ in range(20):
        values = curvatures(rng, int(rng.integers(2, 9))) * rng.uniform(1, 100)
        wall = 2 / values[-1]
        parts = rng.choice([-1.0, 1.0], size=len(values))
        run = Runs(lambda lr, v=values, p=parts: descent(v, p, lr, 60).tolist())
        share = suggestion(run, lrs) / wall
        check(
            0.1 < share < 0.9,
            seen=f"a suggestion of {share:.2f} times the wall",
            expected="between 0.1 and 0.9 times the wall",
            what=f"lr_sweep on a bowl with curvatures up to {values[-1]:.3g}",
        )


def test_stops_at_the_wall(rng):
    lrs, losses = written_runs(rng)
    first = losses[lrs[0]][0]
    run = Runs(losses | {lrs[5]: [first, 0.9 * first, 0.7 * first]})
    right = math.isclose(suggestion(run, lrs), lrs[3] / 3)
    twice = len(set(run.asked)) < len(run.asked)
    beyond = set(run.asked) == set(lrs)
    check(
        run.asked == lrs[:5],
        seen=f"run called with {run.asked}",
        expected=f"each rate up to {lrs[4]:.3g} once, in rising order",
        cause=None if not right else "tries_all" if beyond else "trains_twice" if twice else None,
        facts={"calls": len(run.asked), "needed": 5},
    )


def test_nothing_holds(rng):
    lrs, losses = written_runs(rng)
    first = losses[lrs[0]][0]
    for end in ([first, 2 * first, 4 * first], [first, math.nan, math.nan]):
        seen, cause = outcome(Runs(dict.fromkeys(lrs, end)), lrs)
        check(
            seen == "ValueError",
            seen=seen,
            expected="ValueError",
            cause=cause,
            what=f"lr_sweep when every run has the losses {end}",
        )


def outcome(run, lrs):
    """What happens: the error's name or what came back, and the mistake that it is."""
    try:
        out = lr_sweep(run, list(lrs))
    except NotImplementedError:
        not_started()
    except Exception as error:
        name = type(error).__name__
        return name, "index_error" if name in ("IndexError", "TypeError") else None
    if out is None:
        not_started()
    if not isinstance(out, float) or not math.isfinite(out) or out <= 0:
        return f"{out} came back", "silent"
    tiny = any(math.isclose(out, lrs[0] / k) for k in (1, 3))
    return f"{out} came back", "smallest_anyway" if tiny else None
