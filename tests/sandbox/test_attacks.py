"""Hostile programs, one a file: each ends as its `# expect:` line says, and harms nobody."""

from pathlib import Path

import pytest

from apps.sandbox.engine import Engine
from tests.sandbox.made import make_exercise

ATTACKS = sorted((Path(__file__).parent / "attacks").glob("*.py"))
EXERCISE = make_exercise(
    """
    from solution import attack


    def test_attack():
        assert attack() == "contained"
    """,
    """
    learner_compares = false
    [limits]
    cpu_s = 0.5
    wall_s = 3
    memory_mib = 128
    output_kib = 16
    disk_mib = 4
    """,
)


def expected(source: str) -> str:
    line = next(line for line in source.splitlines() if line.startswith("# expect: "))
    return line.removeprefix("# expect: ")


@pytest.mark.parametrize("path", ATTACKS, ids=lambda path: path.stem)
def test_attack(path: Path, engine: Engine) -> None:
    source = path.read_text("utf-8")
    result = engine.grade(EXERCISE, {"solution.py": source})
    limit = f" {result['limit']['kind']}" if result["limit"] else ""
    assert result["outcome"] + limit == expected(source), result


def test_a_sibling_is_not_disturbed(engine: Engine) -> None:
    quiet = {"solution.py": "def attack():\n    return 'contained'\n"}
    assert engine.grade(EXERCISE, quiet)["outcome"] == "passed"
