"""Grading works for an ordinary user, and for root, whose sandboxes are an ordinary user's."""

import contextlib
import os
import subprocess
import sys
from pathlib import Path

import psutil

from apps.sandbox.engine import Engine
from apps.sandbox.unprivileged import UID, argv_unprivileged
from tests.sandbox.test_engine import EXERCISE, RIGHT

ROOT = Path(__file__).resolve().parents[2]

CODE = """
import contextlib
import os
from apps.sandbox.engine import Engine
from tests.sandbox.test_engine import EXERCISE, RIGHT
with Engine() as engine:
    print(os.getuid() != 0, engine.grade(EXERCISE, RIGHT)["outcome"])
"""


def test_started_by_an_ordinary_user() -> None:
    """As root this is the hard case too: the grader's own user cannot see root's home."""
    argv = argv_unprivileged([sys.executable, "-B", "-c", CODE], readable=[ROOT])
    environment = os.environ | {"HYPOTHESIS_STORAGE_DIRECTORY": "/nonexistent"}
    done = subprocess.run(
        argv, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.stdout == "True passed\n", done.stderr


def test_no_process_of_the_sandbox_is_roots(engine: Engine) -> None:
    users: set[int] = set()

    def look(phase: str) -> None:
        if phase.startswith("running"):
            for box in engine.boxes.boxes.values():
                inside = psutil.Process(box.process.pid).children(recursive=True)
                for child in inside:
                    with contextlib.suppress(psutil.NoSuchProcess):  # an earlier run's
                        users.add(child.uids().real)

    assert engine.grade(EXERCISE, RIGHT, on_phase=look)["outcome"] == "passed"
    assert users == {UID if os.geteuid() == 0 else os.geteuid()}
