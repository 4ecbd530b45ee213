"""Hostile programs, one a file: each ends as its `# expect:` line says, and harms nobody."""

from pathlib import Path

import pytest

from apps.sandbox.engine import Engine
from apps.sandbox.exercise import Exercise
from tests.sandbox.made import make_exercise

ATTACKS = sorted((Path(__file__).parent / "attacks").glob("*.py"))
TESTS = """
    from solution import attack


    def test_attack():
        assert attack() == "contained"
"""


def exercise(wall_s: int) -> Exercise:
    limits = f"cpu_s = 1\nwall_s = {wall_s}\nmemory_mib = 128\noutput_kib = 16\ndisk_mib = 4\n"
    return make_exercise(TESTS, f"learner_compares = false\n[limits]\n{limits}")


# Wide enough that a busy machine never reaches it, but for the program that only waits.
EXERCISE, IMPATIENT = exercise(wall_s=120), exercise(wall_s=2)


def expected(source: str) -> str:
    line = next(line for line in source.splitlines() if line.startswith("# expect: "))
    return line.removeprefix("# expect: ")


@pytest.mark.parametrize("path", ATTACKS, ids=lambda path: path.stem)
def test_attack(path: Path, engine: Engine) -> None:
    source = path.read_text("utf-8")
    given = IMPATIENT if expected(source) == "limit wall" else EXERCISE
    result = engine.grade(given, {"solution.py": source})
    limit = f" {result['limit']['kind']}" if result["limit"] else ""
    assert result["outcome"] + limit == expected(source), result


def test_a_sibling_is_not_disturbed(engine: Engine) -> None:
    quiet = {"solution.py": "def attack():\n    return 'contained'\n"}
    assert engine.grade(EXERCISE, quiet)["outcome"] == "passed"
