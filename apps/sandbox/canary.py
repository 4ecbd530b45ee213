"""A tiny exercise, solved right and wrong: an engine that confuses the two must not grade."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from apps.sandbox.box import GraderFault
from apps.sandbox.exercise import Exercise

_TESTS = """
from evidence import check_close
from solution import double

def test_a_number():
    assert double(21) == 42

def test_an_array({library}):
    check_close(double({library}), {library} * 2, what="double")
"""
_FIXTURE = """
import pytest
import {library} as library

@pytest.fixture
def {library}():
    return library.ones(3)
"""
_RIGHT = "def double(x):\n    return 2 * x\n"
_WRONG = "def double(x):\n    return 3 * x\n"


def exercise(runtime: str) -> Exercise:
    """One whose tests send a number and an array of that runtime's library to and fro."""
    return Exercise.from_files(
        {
            "exercise.toml": f'id = "canary"\nruntime = "{runtime}"\nlearner_compares = false\n',
            "tests/conftest.py": _FIXTURE.format(library=runtime),
            "tests/test_canary.py": _TESTS.format(library=runtime),
        }
    )


def check(runtime: str, grade: Callable[[Exercise, Mapping[str, str]], dict[str, Any]]) -> None:
    """GraderFault unless the right solution passes and the wrong one fails both tests."""
    canary = exercise(runtime)
    for text, name, due in ((_RIGHT, "right", "passed"), (_WRONG, "wrong", "failed")):
        result = grade(canary, {"solution.py": text})
        outcomes = {test["status"] for test in result["tests"]}
        if result["outcome"] != due or outcomes != {due.removesuffix("ed")}:
            said = result["message"] or "; ".join(str(test["message"]) for test in result["tests"])
            raise GraderFault(
                f"the {runtime} grader misjudges its canary exercise: a {name} solution "
                f"was graded as {result['outcome']} ({said})"
            )
