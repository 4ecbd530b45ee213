"""Many learners and what they send: right, wrong, endless and crashing programs."""

import itertools
import random
import threading
import time
from dataclasses import dataclass

from django.db import Error as DatabaseError
from django.db import connection

from apps.accounts.models import User
from apps.content.models import Exercise
from apps.grading.actions import submit_exercise
from tests.factories import RIGHT, WRONG, make_exercise, make_exercise_revision, make_user


@dataclass(frozen=True)
class Kind:
    code: str
    outcome: str
    share: int


KINDS = {
    "right": Kind(RIGHT, "passed", 6),
    "wrong": Kind(WRONG, "failed", 6),
    "endless": Kind("def double(x):\n    while True:\n        pass\n", "limit", 1),
    "crashing": Kind("import os\n\n\ndef double(x):\n    os.abort()\n", "error", 2),
}


def kind_of(code: str) -> str:
    return code.rsplit("# ", 1)[1].split()[0]


def make_exercises(count: int) -> list[Exercise]:
    """Small ones, with a second of processor time each."""
    made = [make_exercise(f"m01-{number:02}-double") for number in range(1, count + 1)]
    for exercise in made:
        assert exercise.current
        text = exercise.current.files["exercise.toml"]
        quick = text.replace("cpu_s = 5", "cpu_s = 1").replace("wall_s = 20", "wall_s = 5")
        files = {**exercise.current.files, "exercise.toml": quick}
        exercise.current = make_exercise_revision(exercise, files)
        exercise.save()
    return made


class Learners:
    """Threads that submit until `count` submissions were accepted."""

    def __init__(self, count: int, per_learner: int, chance: random.Random, pause: float) -> None:
        self.pause = pause
        exercises = make_exercises(per_learner)
        users = [make_user(f"learner{number}") for number in range(-(-count // per_learner))]
        pairs = list(itertools.product(users, exercises))[:count]
        chance.shuffle(pairs)
        pairs += chance.choices(pairs, k=count // 10)  # some send twice
        kinds = chance.choices(list(KINDS), [kind.share for kind in KINDS.values()], k=len(pairs))
        self.jobs = iter(list(zip(pairs, kinds, strict=True)))
        self.lock = threading.Lock()
        self.accepted: list[int] = []
        self.refused = 0
        self.threads = [threading.Thread(target=self._work, daemon=True) for _ in range(2)]

    def start(self) -> None:
        for thread in self.threads:
            thread.start()

    def busy(self) -> bool:
        return any(thread.is_alive() for thread in self.threads)

    def _work(self) -> None:
        while True:
            with self.lock:
                job = next(self.jobs, None)
            if job is None:
                connection.close()
                return
            (user, exercise), kind = job
            self._submit(user, exercise, kind)
            time.sleep(self.pause)

    def _submit(self, user: User, exercise: Exercise, kind: str) -> None:
        """As often as it takes: a learner who sees an error page clicks again."""
        for number in itertools.count():
            files = {"solution.py": f"{KINDS[kind].code}\n# {kind} {number}\n"}
            try:
                self.accepted.append(submit_exercise(user, exercise, files).pk)
                return
            except DatabaseError:
                self.refused += 1
                connection.close()
                time.sleep(0.3)
