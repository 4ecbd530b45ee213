"""Exercises made of a few lines, for tests of the sandbox."""

import textwrap
from typing import Any

from apps.sandbox.exercise import Exercise


def make_exercise(tests: str, toml: str = "", **files: str) -> Exercise:
    """An exercise whose test file and further lines of exercise.toml are given."""
    content: dict[str, str | bytes] = {
        "exercise.toml": 'id = "made"\n' + textwrap.dedent(toml),
        "tests/test_made.py": textwrap.dedent(tests),
    }
    return Exercise.from_files(content | files)


def solution(text: str) -> dict[str, str]:
    return {"solution.py": textwrap.dedent(text)}


def test_of(result: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(test for test in result["tests"] if test["id"] == name)
    return found


test_of.__test__ = False  # type: ignore[attr-defined]
