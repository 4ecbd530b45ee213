"""The fixtures of `evidence` speak of the process that runs the learner's code."""

import numpy as np
import pytest
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


def test_fresh_solution(fresh_solution):
    solution.hash_of("a")
    first, second, third = (fresh_solution(hash_seed=seed) for seed in (1, 2, 1))
    assert first.hash_of("a") == third.hash_of("a") != second.hash_of("a")
    assert first.COUNTS == {"calls": 1}
    assert first.draw(np.random.default_rng(3), 2).shape == (2,)
    with pytest.raises(ValueError, match="over there"):
        second.explode()
    fresh_solution().same([1, 2])
