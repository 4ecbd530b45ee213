"""Where a run begins: its two processes on one processor, until it turns out to be long."""

import os

import pytest

from apps.sandbox.engine import Engine
from apps.sandbox.processors import Processors
from tests.sandbox.made import make_exercise, solution

ALLOWED = sorted(os.sched_getaffinity(0))
WHERE = solution("""
import os, time

def begun():
    return sorted(os.sched_getaffinity(0))

def later(allowed):
    until = time.monotonic() + 60
    while begun() != allowed and time.monotonic() < until:
        time.sleep(0.05)
    return begun()
""")
BOTH_BEGIN_TOGETHER = """
import os
from solution import begun

def test_begun():
    assert begun() == sorted(os.sched_getaffinity(0))
    assert len(begun()) == 1
"""
LET_GO = f"""
import os, time
from solution import later

def test_later():
    assert later({ALLOWED}) == {ALLOWED}
    until = time.monotonic() + 60
    while sorted(os.sched_getaffinity(0)) != {ALLOWED} and time.monotonic() < until:
        time.sleep(0.05)
    assert sorted(os.sched_getaffinity(0)) == {ALLOWED}
"""


@pytest.mark.parametrize("tests", [BOTH_BEGIN_TOGETHER, LET_GO], ids=["begun", "let go"])
def test_the_two_processes_of_a_run(engine: Engine, tests: str) -> None:
    exercise = make_exercise(tests, "[limits]\nwall_s = 180\n")
    assert engine.grade(exercise, WHERE)["outcome"] == "passed"


def test_each_run_gets_the_processor_with_the_fewest() -> None:
    processors = Processors()
    begun = []
    for _ in range(2):
        held = [processors.borrow() for _ in ALLOWED]
        begun.append(sorted(each.__enter__() for each in held))
        for each in held:
            each.__exit__(None, None, None)
    assert begun == [ALLOWED, ALLOWED]
