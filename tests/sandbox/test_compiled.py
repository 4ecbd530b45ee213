"""Code of an exercise's tests that one checker compiled and later ones begin with."""

import pytest

from apps.sandbox.engine import Engine
from apps.sandbox.session import is_code
from tests.sandbox.made import make_exercise, solution
from tests.sandbox.test_spares import collected, spare, told

TESTS = "from solution import f\n\ndef test_f():\n    assert f(2) == 4\n"
RIGHT = solution("def f(x): return x * x")
WRONG = solution("def f(x): return x + 1")
SAYS_IT_LATE = """
import json, os
from solution import f

def test_f():
    late = {"event": "compiled", "files": {"late.pyc": ""}}
    os.write(5, json.dumps(late).encode() + b"\\n")
    assert f(2) == 4
"""


def test_later_checkers_begin_with_it() -> None:
    exercise = make_exercise(TESTS)
    with Engine() as engine:
        cold = [told(engine.grade(exercise, files, seed=1)) for files in (RIGHT, WRONG)]
        assert not engine.compiled
        engine.grade(exercise, RIGHT)
        collected(spare(engine, exercise))
        engine.grade(exercise, RIGHT)
        (files,) = engine.compiled.values()
        assert all(name.startswith("__pycache__/test_") for name in files)
        assert not collected(spare(engine, exercise)).compiled  # nothing was left to compile
        assert [told(engine.grade(exercise, files, seed=1)) for files in (RIGHT, WRONG)] == cold


def test_nothing_is_kept_from_a_run() -> None:
    exercise = make_exercise(SAYS_IT_LATE)
    with Engine() as engine:
        for _ in range(3):
            assert engine.grade(exercise, RIGHT)["outcome"] == "passed"
            collected(spare(engine, exercise))
        assert engine.compiled
        assert all("late.pyc" not in files for files in engine.compiled.values())


@pytest.mark.parametrize("name", ["../a.pyc", "/a.pyc", "a/../../b.pyc", "a.py", "a\0.pyc", ""])
def test_only_code_beside_the_tests_is_kept(name: str) -> None:
    assert is_code("__pycache__/a.pyc", "")
    assert not is_code(name, "")
    assert not is_code("a.pyc", 1)
