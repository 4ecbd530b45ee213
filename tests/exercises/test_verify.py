"""verify names what is wrong with an exercise that was broken on purpose."""

from pathlib import Path

import pytest

from apps.grading.verify import Progress
from tests.exercises.made import FILES, TESTS, TOML, made_exercise, verified

SLOW = """\
import time


def double(x):
    end = time.process_time() + 1
    while time.process_time() < end:
        pass
    return 2.0 * x
"""
HINT_WITH_ANSWER = "Try `answer = 2.0 * x` and look.\n"
SHAPES_ONLY = """\
import numpy as np
from solution import double


def test_double(rng):
    x = rng.normal(size=5)
    assert double(x).shape == (5,)
"""
FIXED_INPUT = TESTS.replace("rng.normal(size=5)", "np.arange(1.0, 6.0)")

BROKEN: dict[str, tuple[dict[str, str | None], int, str]] = {
    "a reference that is wrong": (
        {"solution/solution.py": "def double(x):\n    return 3 * x\n"},
        1,
        "the reference (seed 1, hash seed 11, 2.5 s of CPU time) does not pass: test_double",
    ),
    "a reference that needs more than half the time": (
        {"solution/solution.py": SLOW, "exercise.toml": TOML.replace("cpu_s = 5", "cpu_s = 1.5")},
        1,
        "0.75 s of CPU time) does not pass",
    ),
    "tests that do not parse": (
        {"tests/test_double.py": "def test_double(:\n"},
        1,
        "2.5 s of CPU time) does not pass",
    ),
    "a reference that does not parse": (
        {"solution/solution.py": "def double(x:\n"},
        1,
        "2.5 s of CPU time) does not pass",
    ),
    "an alternate that is wrong": (
        {"alternates/sum/solution.py": "def double(x):\n    return x\n"},
        1,
        "alternates/sum does not pass: test_double",
    ),
    "a test that is not listed": (
        {"tests/test_more.py": "def test_more():\n    pass\n"},
        1,
        "test_more is not listed in exercise.toml",
    ),
    "a starter that crashes": (
        {"starter/solution.py": "def double(x):\n    return x.nothing\n"},
        2,
        "the starter should be told 'not_started' by test_double",
    ),
    "a starter that cannot be loaded": (
        {"starter/solution.py": "def double(x)\n"},
        2,
        "the starter ends with an error",
    ),
    "a starter that passes": (
        {"starter/solution.py": FILES["solution/solution.py"]},
        2,
        "the starter passes every test",
    ),
    "a mutant that passes": (
        {"mutants/half/solution.py": "def double(x):\n    return x * 2\n"},
        3,
        "mutants/half passes every test: test_double must tell it from the reference",
    ),
    "a mutant with another message": (
        {"tests/test_double.py": TESTS.replace('"half": x / 2', '"half": x / 3')},
        3,
        "mutants/half is told None by test_double, and should be told 'half'",
    ),
    "a mutant with the message of another": (
        {"tests/test_double.py": TESTS.replace('"half": x / 2', '"square": x / 2')
         .replace('"square": x * x', '"half": x * x')},
        3,
        "mutants/half is told 'square' by test_double",
    ),
    "a mutant that fails elsewhere": (
        {"exercise.toml": TOML.replace("[[mutants]]", '[[tests]]\nid = "test_zero"\ntask = 1\n'
         'title = "Zero"\n\n[[mutants]]', 1).replace('must_fail = "test_double"',
                                                     'must_fail = "test_zero"', 1),
         "tests/test_zero.py": "import numpy as np\nfrom solution import double\n\n\n"
         "def test_zero():\n    assert double(np.zeros(1))[0] == 0\n"},
        3,
        "mutants/half passes test_zero, which it must fail (it fails test_double)",
    ),
    "a mutant with a message that is not there": (
        {"exercise.toml": TOML.replace('message_id = "half"', 'message_id = "halves"')},
        3,
        "mutants/half: there is no message 'halves' in exercise.toml",
    ),
    "a message that is not filled in": (
        {"exercise.toml": TOML.replace("This is half of it.", "This is {part} of it.")},
        3,
        "message 'half' names a fact that test_double does not give: This is {part} of it.",
    ),
    "a message without a mutant": (
        {"exercise.toml": TOML + 'triple = "Three times."\n'},
        3,
        "message 'triple': no mutant leads to it",
    ),
    "tests that look at shapes only": (
        {"tests/test_double.py": SHAPES_ONLY},
        4,
        "double stubbed to return zeros of the right shape passes every test",
    ),
    "tests that an unchanged input satisfies": (
        {"tests/test_double.py": SHAPES_ONLY},
        4,
        "double stubbed to return its input passes every test",
    ),
    "tests whose inputs never change": (
        {"tests/test_double.py": FIXED_INPUT},
        4,
        "double stubbed to give the right answers of another seed passes every test",
    ),
    "a test that draws and is sometimes wrong": (
        {"tests/test_double.py": TESTS + "    assert x[0] > -1.5\n"},
        5,
        "the reference (seed 137) does not pass: test_double: assert",
    ),
    "a test that calls nothing": (
        {"tests/test_double.py": TESTS + "\n\ndef test_no():\n    assert np.ones(1)[0] == 1\n"},
        6,
        "test_no passes without a call of a function or class of the learner's",
    ),
    "a value that is compared with itself": (
        {"tests/test_double.py": TESTS + "    assert np.array_equal(double(x), double(x))\n"},
        6,
        "tests/test_double.py:10: double(x) is compared with itself",
    ),
    "a hint that is missing": ({"hints/2.md": None}, 7, "hints/ holds 2 of the 3 hints"),
    "no prompt": ({"prompt.md": None}, 7, "prompt.md is missing or empty"),
    "a broken link": (
        {"prompt.md": "See\n\n[this](lesson:no-such).\n"},
        7,
        "prompt.md:3: there is no lesson 'no-such' to link to",
    ),
    "a formula that cannot be set": ({"hints/1.md": r"$\frac{1$"}, 7, "hints/1.md:1: "),
    "a hint that gives the answer": (
        {"hints/3.md": HINT_WITH_ANSWER},
        7,
        "hints/3.md holds a line of the reference: answer = 2.0 * x",
    ),
    "a message that gives the answer": (
        {"exercise.toml": TOML.replace("This is half of it.", "Write answer = 2.0*x instead.")},
        7,
        "message 'half' holds a line of the reference",
    ),
    "a message that is no template": (
        {"exercise.toml": TOML.replace("This is half of it.", "This is {half of it.")},
        7,
        "message 'half' is no template",
    ),
    "no message for a start": (
        {"exercise.toml": TOML.replace("not_started = ", "begun = ")},
        7,
        "there is no message 'not_started'",
    ),
}  # fmt: skip


def test_a_sound_exercise(tmp_path: Path) -> None:
    seen: list[Progress] = []
    report = verified(made_exercise(tmp_path, {}), on_progress=seen.append)
    assert report.problems == []
    assert (report.tests, report.killed, report.mutants) == (1, 2, 2)
    assert (report.told_apart, report.changes) == (2, 2)
    # reference, alternate, starter, mutants, stubs, recorded and replayed, counted, seeds, changes
    assert report.runs == len(seen) == seen[-1].total == 3 + 1 + 1 + 2 + 3 + 2 + 1 + 2 + 2
    assert 0 < report.cpu_s < 1 and report.margin > 0.8


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_named(tmp_path: Path, name: str) -> None:
    changes, point, words = BROKEN[name]
    seeds = 40 if point == 5 else 1
    report = verified(made_exercise(tmp_path, changes), seeds=seeds)
    assert not report.sound
    texts = [problem.text for problem in report.problems if problem.point == point]
    assert any(words in text for text in texts), report.problems


def test_a_surviving_mutant_is_counted(tmp_path: Path) -> None:
    report = verified(
        made_exercise(tmp_path, {"mutants/half/solution.py": FILES["solution/solution.py"]})
    )
    assert (report.killed, report.mutants) == (1, 2)
