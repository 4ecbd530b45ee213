"""A small sound exercise, for tests that break it."""

import atexit
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from apps.content.source import Curriculum, read_curriculum
from apps.grading.verify import Report, verify
from apps.sandbox.engine import Engine
from apps.sandbox.exercise import Exercise

CURRICULUM = Path(settings.BASE_DIR) / "curriculum"

TOML = """\
id = "double"
number = "0.1"
title = "double"

[limits]
cpu_s = 5

[[tests]]
id = "test_double"
task = 1
title = "Twice as much"

[[mutants]]
name = "half"
must_fail = "test_double"
message_id = "half"

[[mutants]]
name = "square"
must_fail = "test_double"
message_id = "square"

[messages]
not_started = "Nothing came back yet."
half = "This is half of it."
square = "This is its square."
"""

TESTS = """\
import numpy as np
from evidence import check_close
from solution import double


def test_double(rng):
    x = rng.normal(size=5)
    causes = {"half": x / 2, "square": x * x}
    check_close(double(x), np.array([a + a for a in x]), what="double(x)", causes=causes)
"""

FILES = {
    "exercise.toml": TOML,
    "prompt.md": "Write `double(x)`, as in [Entropy](lesson:entropy).\n\n1. Return $2x$.\n",
    "hints/1.md": "How much is twice?\n",
    "hints/2.md": "Half of the answer is $x$.\n",
    "hints/3.md": "Three times as much is `x + x + x`.\n",
    "starter/solution.py": "def double(x):\n    raise NotImplementedError\n",
    "solution/solution.py": "def double(x):\n    answer = 2.0 * x\n    return answer\n",
    "tests/test_double.py": TESTS,
    "mutants/half/solution.py": "def double(x):\n    return x / 2\n",
    "mutants/square/solution.py": "def double(x):\n    return x * x\n",
    "alternates/sum/solution.py": "def double(x):\n    return x + x\n",
}


def made_exercise(folder: Path, changes: dict[str, str | None]) -> Exercise:
    """The exercise with some files changed; None leaves a file out."""
    for name, text in (FILES | changes).items():
        if text is not None:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text)
    return Exercise.from_folder(folder)


@cache
def engine(runtime: str) -> Engine:
    """One warm engine for all tests; it ends with the process."""
    started = Engine(runtime)
    atexit.register(started.close)
    return started


def verified(exercise: Exercise, **options: Any) -> Report:
    """Its report, with few seeds unless `options` name more."""
    engines = {exercise.runtime: engine(exercise.runtime)}
    few: dict[str, Any] = {"seeds": 2, "at_once": 2}
    (report,) = verify([exercise], curriculum(), engines, **few | options)
    return report


@cache
def curriculum() -> Curriculum:
    return read_curriculum(CURRICULUM)
