"""`manage.py grade` and `manage.py sandbox_probe`, typed as a person would, without a database."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def manage(*words: str | Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"DATABASE_URL": "", "BROKER_URL": ""}
    return subprocess.run(
        [sys.executable, "manage.py", *map(str, words)],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    """Somebody else's tests, made an exercise by three lines."""
    (tmp_path / "tests").mkdir()
    (tmp_path / "exercise.toml").write_text('id = "theirs"\n[limits]\ncpu_s = 1\n')
    (tmp_path / "tests" / "test_sums.py").write_text(
        "import unittest\nimport sums\n\n\nclass TestSums(unittest.TestCase):\n"
        "    def test_add(self):\n        self.assertEqual(sums.add(2, 3), 5)\n"
    )
    return tmp_path


def written(folder: Path, text: str) -> Path:
    file = folder / "sums.py"
    file.write_text(text)
    return file


def test_a_pass(suite: Path) -> None:
    done = manage("grade", suite, written(suite, "def add(a, b):\n    return a + b\n"))
    assert done.returncode == 0, done.stderr
    assert "theirs: passed" in done.stdout
    assert "can be forged" in done.stdout


def test_a_fail_as_json(suite: Path) -> None:
    solution = written(suite, "def add(a, b):\n    return a - b\n").parent
    done = manage("grade", suite, solution, "--json", "--seed", "7")
    result = json.loads(done.stdout)
    assert (done.returncode, result["version"], result["status"]) == (1, 3, "fail")
    assert (result["seed"], result["tests"][0]["id"]) == (7, "test_add")


ROWS = """
from evidence import check_close, plot
from solution import rows


def test_rows():
    plot("Loss", {"yours": [4.0, 2.0, 1.0]}, lines={"floor": 0.168}, x="steps", y="bits")
    check_close(rows(), [[1.0, 2.0], [3.0, 4.0]], what="rows()")
"""


def test_a_verdict_in_a_terminal_shows_tables_plots_and_measures(tmp_path: Path) -> None:
    (tmp_path / "tests").mkdir()
    (tmp_path / "exercise.toml").write_text(
        'id = "made"\n[[tests]]\nid = "test_rows"\nhidden = true\n'
    )
    (tmp_path / "tests" / "test_rows.py").write_text(ROWS)
    (tmp_path / "solution.py").write_text(
        "import numpy as np\ndef rows():\n    print('x' * 700)\n"
        "    return np.array([[1.0, 2.0], [3.0, 5.0]])\n"
    )
    hidden = manage("grade", tmp_path, tmp_path / "solution.py").stdout
    assert "A hidden test" in hidden and "expected" not in hidden and "Loss" not in hidden
    shown = manage("grade", tmp_path, tmp_path / "solution.py", "--reveal").stdout.splitlines()
    said = [line.strip() for line in shown]
    assert said[1].startswith("FAIL   test_rows  (0.")
    assert "seen: 1 of 4 entries are off; the first, at [1, 1], is 5." in said
    assert "1  3  [5]   expected  3   4" in said
    assert "printed (the first 500 of 701 characters):" in said
    assert "Loss (bits against steps)" in said
    assert "yours  █▃▁  4 to 1, lowest 1" in said
    assert "lines: floor 0.168" in said


@pytest.mark.parametrize(
    "text", ["import os\nos._exit(0)\n", "while True: pass\n", "def add(:\n", "add = None\n1/0\n"]
)
def test_an_error_or_a_limit(text: str, suite: Path) -> None:
    done = manage("grade", suite, written(suite, text))
    assert done.returncode == 2, done.stdout


def test_no_such_exercise(suite: Path) -> None:
    done = manage("grade", "m99-nothing", written(suite, ""))
    assert (done.returncode, done.stderr.count("\n")) == (3, 1)
    assert "exercise.toml" in done.stderr


def test_an_exercise_of_the_curriculum_by_its_id() -> None:
    folder = next((ROOT / "curriculum").glob("*/exercises/m03-01-entropy-bits"))
    assert manage("grade", folder.name, folder / "solution").returncode == 0
    assert manage("grade", folder.name, folder / "starter").returncode == 1


def test_the_probe_finds_every_wall_standing() -> None:
    done = manage("sandbox_probe")
    assert done.returncode == 0, done.stdout
    assert "isolation holds" in done.stdout
