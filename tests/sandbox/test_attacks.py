"""Hostile programs, one a file: each ends as its `# expect:` line says, and harms nobody."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sandbox.hostile import SECRET, Bench, bench
from tests.sandbox.made import make_exercise

ATTACKS = sorted((Path(__file__).parent / "attacks").glob("*.py"))
TESTS = f"""
    from solution import attack

    SECRET = "{SECRET}"


    def test_attack():
        assert attack() == "contained"
"""


def exercise(wall_s: int):
    limits = f"cpu_s = 0.5\nwall_s = {wall_s}\nmemory_mib = 128\noutput_kib = 16\ndisk_mib = 4\n"
    return make_exercise(TESTS, f"learner_compares = false\n[limits]\n{limits}")


# Wide enough that a busy machine never reaches it, but for programs that only wait.
EXERCISE, IMPATIENT = exercise(wall_s=120), exercise(wall_s=1)
QUIET = "def attack(): return 'contained'"


@pytest.fixture(scope="module")
def grader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    warm = [(each, QUIET) for each in (EXERCISE, IMPATIENT)]
    with bench(tmp_path_factory.mktemp("grader"), warm) as made:
        yield made


def expected(source: str) -> list[str]:
    """What the program may end as; two are named where Python's version or luck decides."""
    line = next(line for line in source.splitlines() if line.startswith("# expect: "))
    return line.removeprefix("# expect: ").split(" or ")


@pytest.mark.parametrize("path", ATTACKS, ids=lambda path: path.stem)
def test_attack(path: Path, grader: Bench) -> None:
    source = path.read_text("utf-8")
    given = IMPATIENT if "limit wall" in expected(source) else EXERCISE
    result = grader.grade(given, source)
    limit = f" {result['limit']['kind']}" if result["limit"] else ""
    assert result["outcome"] + limit in expected(source), result
