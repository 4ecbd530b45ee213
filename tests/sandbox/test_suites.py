"""Plain pytest suites that pass bare pass through the proxy, unchanged."""

import subprocess
import sys
from pathlib import Path

import pytest

from apps.sandbox import evidence
from apps.sandbox.engine import Engine
from apps.sandbox.exercise import Exercise

SANDBOX = Path(evidence.__file__).parents[1]
PLAIN = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
SUITES = Path(__file__).parent / "suites"


def read(folder: Path) -> dict[str, str]:
    files = folder.rglob("*.py")
    return {file.relative_to(folder).as_posix(): file.read_text("utf-8") for file in files}


@pytest.mark.parametrize("name", ["values", "styles", "package", "torch_block"])
def test_suite(name: str, request: pytest.FixtureRequest) -> None:
    exercise = Exercise.from_folder(SUITES / name)
    fixture = "torch_engine" if exercise.runtime == "torch" else "engine"
    engine: Engine = request.getfixturevalue(fixture)
    result = engine.grade(exercise, read(SUITES / name / "solution"))
    wrong = {t["id"]: t["message"] for t in result["tests"] if t["status"] != "pass"}
    assert wrong == {}
    assert result["outcome"] == "passed"


@pytest.mark.parametrize("name", ["values", "styles"])
def test_suite_passes_bare(name: str) -> None:
    folder = SUITES / name
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "evidence",
         "-c", "/dev/null",
         "--rootdir", str(folder), "--confcutdir", str(folder), str(folder / "tests")],
        env={"PYTHONPATH": f"{folder / 'solution'}:{SANDBOX}", **PLAIN},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
