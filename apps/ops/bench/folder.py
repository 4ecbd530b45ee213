"""An exercise in a folder of its own, run there by bare pytest: what the engine is measured
against.
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from apps.sandbox import evidence, stories
from apps.sandbox.exercise import Exercise


def lay_out(folder: Exercise, place: Path) -> None:
    """The exercise as a learner has it in their own editor: solution, tests, `evidence` and
    `stories` beside them.
    """
    for path, text in {**folder.solution, **folder.tests_files}.items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_text(text)
    shutil.copytree(Path(evidence.__file__).parent, place / "evidence")
    shutil.copy(stories.__file__, place)
    (place / "pytest.ini").write_text("[pytest]\naddopts = -p evidence -q\n")


def bare_pytest(place: Path) -> float:
    """Wall seconds of pytest with no plugin but ours: what a learner's own machine would take."""
    command = [sys.executable, "-m", "pytest"]
    env = {**os.environ, "PYTHONPATH": str(place), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    start = time.perf_counter()
    ran = subprocess.run(command, cwd=place, env=env, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout[-2000:] + ran.stderr[-2000:]
    return time.perf_counter() - start
