"""From submitting to the verdict, against running the same tests with bare pytest."""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from apps.accounts.models import User
from apps.content.models import Exercise
from apps.grading.actions import submit_exercise
from apps.grading.models import Run, State
from apps.ops.bench.folder import bare_pytest, lay_out
from apps.ops.bench.row import Row
from apps.sandbox.exercise import Exercise as Folder

EXERCISE = "m03-01-entropy-bits"
ROUNDS = 15


def measure() -> Iterator[Row]:
    exercise = Exercise.objects.select_related("current").get(id=EXERCISE)
    assert exercise.current
    folder = Folder.from_files(exercise.current.files)
    user = User.objects.create_user("verdicts", "verdicts@example.invalid", "not a secret")
    grader = subprocess.Popen(
        [sys.executable, "manage.py", "grader", "numpy"],
        cwd=settings.BASE_DIR,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        with tempfile.TemporaryDirectory() as scratch:
            lay_out(folder, Path(scratch))
            through_site(user, exercise, folder, "warm-up")
            ours, bare = [], []
            for number in range(ROUNDS):  # in turn, so that a busy machine slows both
                ours.append(through_site(user, exercise, folder, str(number)))
                bare.append(bare_pytest(Path(scratch)))
    finally:
        grader.terminate()
        grader.wait()
    yield Row(
        "submit to verdict, NumPy : python -m pytest of the same tests",
        statistics.median(ours),
        statistics.median(bare),
    )


def through_site(user: User, exercise: Exercise, folder: Folder, mark: str) -> float:
    """Wall seconds from the action of the submit button to the stored verdict."""
    files = {path: f"{text}\n# {mark}\n" for path, text in folder.solution.items()}
    start = time.perf_counter()
    run = submit_exercise(user, exercise, files)
    while not Run.objects.filter(pk=run.pk, state=State.DONE).exists():
        if time.perf_counter() - start > 60:
            raise TimeoutError("no verdict in a minute: does `manage.py sandbox_probe` pass?")
        time.sleep(0.002)
    return time.perf_counter() - start
