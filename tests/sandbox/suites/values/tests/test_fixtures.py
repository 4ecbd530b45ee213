"""The fixtures of `evidence` speak of the process that runs the learner's code."""

import solution


def test_cpu_clock(cpu_clock):
    before = cpu_clock()
    solution.work(200_000)
    assert 0 < cpu_clock() - before < 60


def test_peak_memory(peak_memory):
    with peak_memory() as used:
        solution.hold(64)
    assert 60 < used.mib < 80
    with peak_memory() as used:
        solution.hold(16)
    assert 12 < used.mib < 30


def test_global_rng(global_rng_unchanged):
    with global_rng_unchanged():
        solution.same(1)
    try:
        with global_rng_unchanged():
            solution.draw_global(1)
    except AssertionError as error:
        assert "untouched" in str(error)
    else:
        raise AssertionError("drawing from the global generator went unseen")
