"""lr_at, in the order of the tasks."""

import mistakes
import numpy as np
import slow
from evidence import check, check_array, check_close
from solution import lr_at

FIRST = (0.003, 8, 40, 0.0005)  # peak, warm, total, floor
SECOND = (0.2, 3, 25, 0.07)


def rates(steps, schedule):
    """What the solution gives for these steps."""
    found = []
    for step in steps:
        rate = lr_at(step, *schedule)
        seen = None if rate is None else np.asarray(rate)
        check_array(seen, shape=(), what=f"lr_at({step}, …)", finite=False)
        found.append(float(rate))
    return np.array(found)


def compare(steps, schedule, known, what):
    right = np.array([slow.rate(step, *schedule) for step in steps])
    wrong = [known(step, *schedule) for step in steps] if known else [{}]
    peak, warm, total, floor = schedule
    check_close(
        rates(steps, schedule), right,
        what=f"{what}, peak {peak}, warm {warm}, total {total}, floor {floor}",
        rtol=1e-9, atol=1e-14, axes=(f"from step {steps[0]} on",),
        causes={name: np.array([each[name] for each in wrong]) for name in wrong[0]},
        facts={"warm": warm, "total": total, "before_total": total - 1},
    )  # fmt: skip


def test_a_number():
    for step in (1, 8, 9, 39, 40, 41, 500):
        rate = lr_at(step, *FIRST)
        check_array(None if rate is None else np.asarray(rate), shape=(), what=f"lr_at({step}, …)")


def test_warm_up():
    for schedule in (FIRST, SECOND):
        compare(range(1, schedule[1] + 1), schedule, mistakes.warm_up, "the warm-up")


def test_way_down():
    for schedule in (FIRST, SECOND):
        steps = range(schedule[1] + 1, schedule[2] + 1)
        compare(steps, schedule, mistakes.way_down, "the way down")


def test_where_the_pieces_meet():
    for schedule in (FIRST, SECOND):
        peak, warm, total, floor = schedule
        seen = rates(range(1, total + 1), schedule)
        up, down = np.diff(seen[:warm]), np.diff(seen[warm - 1 :])
        check((up > 0).all(), seen=f"a step of {up.min():.3g}", expected="rates that rise, up")
        check(
            (down < 0).all(), seen=f"a step of {down.max():.3g}", expected="rates that fall, down"
        )
        check_close(seen.max(), peak, what="the highest rate", rtol=1e-9)
        check_close(seen[warm:].min(), floor, what="the lowest rate after the warm-up", rtol=1e-9)


def test_past_the_end():
    for schedule in (FIRST, SECOND):
        total = schedule[2]
        steps = [total + 1, total + 2, total + 13, 2 * total + 5, 50 * total + 7]
        compare(steps, schedule, mistakes.past_the_end, f"steps {steps}")


def test_no_warm_up():
    for schedule in ((0.01, 0, 30, 0.001), (2.0, 0, 7, 0.0)):
        try:
            seen = rates([1, 2], schedule)
        except ZeroDivisionError:
            seen = None
        check(
            seen is not None,
            seen="a ZeroDivisionError", expected="the rate of step 1", cause="warm0_div0",
            what="a warm-up of 0 steps",
        )  # fmt: skip
        compare(range(1, schedule[2] + 3), schedule, None, "without warm-up")


def test_nothing_but_warm_up():
    for schedule in ((0.5, 6, 6, 0.1), (1.0, 1, 1, 0.25)):
        compare(range(1, schedule[2] + 4), schedule, None, "warm-up to the end")


def test_many_schedules(rng):
    for _ in range(30):
        total = int(rng.integers(1, 30))
        warm = int(rng.integers(0, total + 1))
        peak = float(10 ** rng.uniform(-4, 1))
        floor = peak * float(rng.choice([0.0, 0.1, 0.5, 1.0]))
        compare(range(1, total + 4), (peak, warm, total, floor), None, "every step")
