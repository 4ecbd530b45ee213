"""Mechanical mutation: what is changed, how a change is written down, what is left alone."""

import ast
from pathlib import Path

import pytest

from apps.grading.verify.mutation import MOST, affordable, changes_of
from apps.sandbox.exercise import Exercise
from tests.exercises.made import made_exercise, verified

SURVIVING = """\
import numpy as np


def double(x):
    return x * 2 if np.isfinite(x).all() else x
"""
SURVIVOR = "`solution.py` `double`: `np.isfinite(x).all()` → `np.isfinite(x).any()`"


def changes(source: str, starter: str = "") -> list[str]:
    files: dict[str, str | bytes] = {
        "exercise.toml": 'id = "made"',
        "tests/test_made.py": "import solution",
        "solution/solution.py": source,
        "starter/solution.py": starter,
    }
    return [f"{change.old} → {change.new}" for change in changes_of(Exercise.from_files(files))]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("return a - b", ["a - b → a + b", "a - b → b - a"]),
        ("return a @ b", ["a @ b → a * b", "a @ b → b @ a"]),
        ("return a > b", ["a > b → a >= b", "a > b → a < b"]),
        ("return a is None", ["a is None → a is not None"]),
        ("return a and b", ["a and b → a or b"]),
        ("return not a", ["return not a → return a"]),
        ("return -a", ["return -a → return a"]),
        ("return a[-1]", ["a[-1] → a[1]", "a[-1] → a[0]", "a[-1] → a[-2]"]),
        ("return a[1:b]", ["a[1:b] → a[:b]", "a[1:b] → a[1:]", "a[1:b] → a[2:b]",
                           "a[1:b] → a[0:b]"]),
        ("return f(a, b)", ["f(a, b) → f(b, a)"]),
        ("return a.f(axis=b)", ["a.f(axis=b) → a.f()"]),
        ("return a.sum()", ["a.sum() → a.mean()"]),
        ("return a, b", ["return (a, b) → return (b, a)"]),
        ("return 1e-05", ["return 1e-05 → return 0.0001"]),
        ("return 0.5", ["return 0.5 → return 1.0"]),
        ("return True", ["return True → return False"]),
        ("a += b", ["a += b → a -= b", "a += b → a = b", "a += b → pass"]),
        ("a = f(a)\n    return a", ["a = f(a) → pass"]),
        ("d = f(a)\n    return d", []),
        ("a[0:b] = c", ["a[0:b] → a[:b]", "a[0:b] → a[0:]", "a[0:b] → a[1:b]", "a[0:b] → a[-1:b]",
                        "a[0:b] = c → pass"]),
        ("if a:\n        return b\n    return c", ["if a: → if not a:", "return b → pass"]),
        ("raise ValueError(1 + 2)", ["raise ValueError(1 + 2) → pass"]),
        ("with np.errstate(divide='ignore'):\n        return b", ["return b → pass"]),
        ('"""Says 1 + 2."""\n    return f"{a + b}"', []),
    ],
)  # fmt: skip
def test_each_rule(code: str, expected: list[str]) -> None:
    assert sorted(changes(f"def g(a, b: int = None, c: 'x' = ''):\n    {code}\n")) == sorted(
        expected
    )


def test_every_change_is_a_program_of_its_own(tmp_path: Path) -> None:
    exercise = made_exercise(tmp_path, {"solution/solution.py": SURVIVING})
    found = changes_of(exercise)
    assert len({change.source for change in found}) == len(found) > 4
    assert len({change.name for change in found}) == len(found)
    for change in found:
        ast.parse(change.source)
        assert change.line == 5


def test_the_same_change_twice_is_numbered() -> None:
    source = "def g(a, b):\n    return (a + b) * f(a + b)\n"
    files: dict[str, str | bytes] = {
        "exercise.toml": 'id = "made"',
        "tests/test_made.py": "",
        "solution/solution.py": source,
    }
    names = [change.name for change in changes_of(Exercise.from_files(files))]
    assert "`solution.py` `g`: `a + b` → `a - b`" in names
    assert "`solution.py` `g`: `a + b` → `a - b` (2)" in names


def test_what_the_starter_holds_is_left_alone() -> None:
    given = "def given(a):\n    '''Given.'''\n    return a + 1\n"
    starter = given.replace("'''Given.'''", '"""Given."""')
    own = "def own(a):\n    return a + 1\n"
    assert changes(given + own, starter) == changes(own)


def test_a_choice_of_changes_is_always_the_same(tmp_path: Path) -> None:
    lines = "".join(f"    x = x + {number}\n" for number in range(2, 60))
    source = f"def double(x):\n{lines}    return x\n"
    exercise = made_exercise(tmp_path, {"solution/solution.py": source})
    found = changes_of(exercise)
    assert len(affordable(found, 0.01)) == MOST < len(found)
    few = affordable(found, 100.0)
    assert few == affordable(found, 100.0) and len(few) == 12
    assert [found.index(change) for change in few] == sorted(found.index(c) for c in few)


def test_a_survivor_is_named_until_design_md_lists_it(tmp_path: Path) -> None:
    files: dict[str, str | None] = {"solution/solution.py": SURVIVING}
    report = verified(made_exercise(tmp_path, files))
    unlisted = [problem.text for problem in report.problems if problem.point == 8]
    assert any(SURVIVOR in text for text in unlisted), unlisted
    lines = [text.partition('"- ')[2].removesuffix(': reason"') for text in unlisted]
    reasons = "".join(f"- {line}: the input is always finite.\n" for line in lines)
    report = verified(made_exercise(tmp_path, files | {"design.md": f"# Design\n\n{reasons}"}))
    assert report.problems == []
    assert report.told_apart == report.changes - len(unlisted) > 0


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("- `solution.py` `double`: `2.0 * x` → `2.0 / x`: why.", "but a test tells them apart"),
        ("- `solution.py` `double`: `3.0 * x` → `2.0 / x`: why.", "is no change of this reference"),
        ("- `solution.py` `double`: `2.0 * x` → `2.0 / x`:", "gives no reason"),
    ],
)
def test_a_list_of_survivors_that_is_not_true(tmp_path: Path, line: str, words: str) -> None:
    report = verified(made_exercise(tmp_path, {"design.md": f"# Design\n\n{line}\n"}))
    assert [problem.point for problem in report.problems] == [8] * len(report.problems)
    assert any(words in problem.text for problem in report.problems)
