"""Texts that are hardly programs, sent as submissions: each is told as what it is."""

import pytest

from apps.sandbox.engine import Engine
from tests.sandbox.made import make_exercise

EXERCISE = make_exercise(
    "from solution import f\n\ndef test_f():\n    assert f() == 1\n",
    "learner_compares = false\n[limits]\ncpu_s = 5\nwall_s = 120\n",
)
RIGHT = "def f(): return 1\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (RIGHT + "\0", "null bytes"),
        ("# coding: nonsense\n" + RIGHT, "encoding"),
        ("from __future__ import braces\n" + RIGHT, "not a chance"),
        ("x = " + "(" * 100_000, "too many nested parentheses"),
        ("\ufeff# coding: latin-1\n" + RIGHT, "encoding"),
        ("\f\tdef f(: return 1", "unexpected indent"),
    ],
)
def test_it_cannot_be_loaded(text: str, said: str, engine: Engine) -> None:
    result = engine.grade(EXERCISE, {"solution.py": text})
    assert result["outcome"] == "error"
    assert result["message"].startswith("Your program could not be loaded: ")
    assert said in result["message"]


@pytest.mark.parametrize(
    "text",
    [
        "# coding: utf-7\n" + RIGHT,
        RIGHT + "#" + "x" * ((1 << 20) - 100),
        RIGHT.replace("\n", "\r\n"),
        RIGHT + "text = '\u202e\u2066'\n",
        RIGHT + "# half of a surrogate pair: \ud800\n",
    ],
)
def test_it_is_a_program_all_the_same(text: str, engine: Engine) -> None:
    assert engine.grade(EXERCISE, {"solution.py": text})["outcome"] == "passed"
