"""`fresh_solution` in the sandbox: every limit and rule holds for those processes too."""

import os

from apps.sandbox.engine import Engine
from tests.sandbox.made import make_exercise, solution, test_of

TESTS = """
    def test_first(fresh_solution):
        assert fresh_solution(hash_seed=1).f(2) == 4


    def test_second(fresh_solution):
        assert fresh_solution(hash_seed=1).f(2) == 4
"""
LIMITS = "[limits]\ncpu_s = 1\nwall_s = 60\n"


def test_processor_time_of_a_fresh_process_counts(engine: Engine) -> None:
    result = engine.grade(make_exercise(TESTS, LIMITS), solution("def f(x):\n    while True: pass"))
    assert result["outcome"] == "limit"
    assert (result["limit"]["kind"], result["limit"]["test"]) == ("cpu", "test_first")


def test_processes_together_stay_within_one_limit(engine: Engine) -> None:
    busy = """
    import time

    def f(x):
        while time.process_time() < 0.7:
            pass
        return x * x
    """
    assert engine.grade(make_exercise(TESTS, LIMITS), solution(busy))["outcome"] == "limit"


def test_a_fresh_process_that_ends_early_shows_nothing(engine: Engine) -> None:
    leaving = "import os\n\ndef f(x):\n    os._exit(0)"
    result = engine.grade(make_exercise(TESTS, LIMITS), solution(leaving))
    assert result["outcome"] == "error"
    assert [test["status"] for test in result["tests"]] == ["error", "not run"]


def test_a_run_may_ask_for_eight() -> None:
    tests = """
    def test_many(fresh_solution):
        for _ in range(8):
            assert fresh_solution().f(2) == 4


    def test_one_more(fresh_solution):
        fresh_solution()
    """
    exercise, files = make_exercise(tests), solution("def f(x): return x * x")
    with Engine() as own:  # nobody else's spares come and go in it
        result = own.grade(exercise, files, seed=1)
        descriptors = len(os.listdir("/proc/self/fd"))
        own.grade(exercise, files, seed=1)
        left = len(os.listdir("/proc/self/fd")) - descriptors
    assert test_of(result, "test_many")["status"] == "pass"
    assert "8 fresh processes" in test_of(result, "test_one_more")["message"]
    assert left == 0


def test_objects_stay_with_their_process(engine: Engine) -> None:
    tests = """
    import pytest
    import solution


    def test_box(fresh_solution):
        other = fresh_solution()
        with pytest.raises(Exception, match="another process"):
            solution.same(other.Box())
    """
    code = "class Box: pass\n\ndef same(x): return x"
    assert engine.grade(make_exercise(tests), solution(code))["outcome"] == "passed"
