"""Grades submissions: the one thing other parts of the program call.

with Engine("numpy") as engine:
    result = engine.grade(exercise, {"solution.py": text})
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Collection, Mapping
from pathlib import PurePosixPath
from types import TracebackType
from typing import Any, Self

from apps.sandbox import canary, spares
from apps.sandbox.box import GraderFault
from apps.sandbox.boxes import Boxes
from apps.sandbox.exercise import Exercise
from apps.sandbox.runtime import RUNTIMES
from apps.sandbox.session import Cancelled, Findings, Session
from apps.sandbox.verdict import make_result

__all__ = ["Cancelled", "Engine", "GraderFault"]

ATTEMPTS = 2
MAX_FILES_BYTES = 1 << 20


class Engine:
    """Warm sandboxes of one runtime. May be used from several threads at once."""

    def __init__(self, runtime: str = "numpy") -> None:
        if runtime not in RUNTIMES:
            raise ValueError(f"no such runtime: {runtime}")
        self.runtime = runtime
        self.boxes = Boxes(runtime)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all sandboxes, with every run in them."""
        self.boxes.close()

    def grade(
        self,
        exercise: Exercise,
        files: Mapping[str, str],
        *,
        seed: int | None = None,
        hash_seed: int | None = None,
        only: Collection[str] = (),
        pace: float = 1.0,
        until_failure: bool = False,
        cancelled: Callable[[], bool] | None = None,
        on_phase: Callable[[str], None] | None = None,
    ) -> dict[str, Any]:
        """The result of running the exercise's tests against `files`: results.json version 3.

        Whatever the learner's program does is a result. GraderFault: the grader could not work,
        after a second attempt in fresh sandboxes. Cancelled: `cancelled` answered True.
        ValueError: `files` is no submission at all.

        For `verify`: `only` these listed tests run; training ends `pace` times earlier;
        the first test that fails may be the last.
        """
        check_files(files)
        exercise = exercise.only(only) if only else exercise
        tests = {"only": sorted(only), "pace": pace, "until_failure": until_failure}
        seed = secrets.randbelow(1 << 31) if seed is None else seed
        if on_phase is not None:
            on_phase("starting")
        for attempt in range(ATTEMPTS):
            try:
                findings = self._run(exercise, files, seed, hash_seed, tests, cancelled, on_phase)
                return make_result(exercise, findings, seed)
            except GraderFault:
                if attempt == ATTEMPTS - 1:
                    raise
        raise AssertionError("unreachable")

    def canary(self) -> None:
        """Grade a right and a wrong solution of a tiny exercise, each in its own run.

        GraderFault, with a sentence for operators, unless both verdicts are as they must be.
        """
        canary.check(self.runtime, self.grade)

    def _run(
        self,
        exercise: Exercise,
        files: Mapping[str, str],
        seed: int,
        hash_seed: int | None,
        tests: Mapping[str, Any],
        cancelled: Callable[[], bool] | None,
        on_phase: Callable[[str], None] | None,
    ) -> Findings:
        def report(event: dict[str, Any]) -> None:
            if on_phase is not None and event["event"] == "start":
                on_phase(f"running:{event.get('id')}")

        names = exercise.files_for(files)
        with (
            self.boxes.borrow("checker") as checker,
            self.boxes.borrow("learner", hash_seed) as learner,
        ):
            speed = self.boxes.speed or learner.speed
            exercise = exercise.on(speed)
            job = learner_job(exercise, files, seed)
            count = spares.wanted(exercise.tests_files)
            more = spares.Spares(count, lambda seed: self.boxes.borrow("learner", seed), job)
            session = Session(cancelled=cancelled, on_event=report, spares=more)
            session.findings.speed = speed
            try:
                return session.run(
                    checker,
                    {**checker_job(exercise, names, seed), **tests, "speed": speed, "fresh": count},
                    learner,
                    job,
                )
            except GraderFault:
                self.boxes.discard(checker)
                self.boxes.discard(learner)
                raise


def check_files(files: Mapping[str, str]) -> None:
    """ValueError for names that leave the scratch directory, or too much text."""
    total = sum(len(text.encode("utf-8", "surrogatepass")) for text in files.values())
    if total > MAX_FILES_BYTES:
        raise ValueError("a submission may hold 1 MiB of text")
    for name in files:
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or not path.name or "\0" in name:
            raise ValueError(f"{name!r} is not a relative path")


def learner_job(exercise: Exercise, files: Mapping[str, str], seed: int) -> dict[str, Any]:
    """What the learner's process is told. From its seed the tests' cannot be worked out."""
    own = hashlib.sha256(f"learner {seed}".encode()).digest()
    return {
        "files": dict(files),
        "limits": exercise.limits.as_dict(),
        "seed": int.from_bytes(own[:4], "little"),
        "role": "learner",
    }


def checker_job(exercise: Exercise, names: tuple[str, ...], seed: int) -> dict[str, Any]:
    """What the checker's process is told: one exercise's tests and nothing else."""
    return {
        "tests": dict(exercise.tests_files),
        "data": {name: data.hex() for name, data in exercise.data_files.items()},
        "modules": sorted({part for name in names for part in _module_names(name)}),
        "messages": dict(exercise.messages),
        "order": [test.id for test in exercise.tests],
        "hidden": [test.id for test in exercise.tests if test.hidden],
        "learner_compares": exercise.learner_compares,
        "limits": exercise.limits.of_checker(),
        "seed": seed,
        "role": "checker",
    }


def _module_names(file: str) -> list[str]:
    """`pkg/sub/mod.py` holds pkg, pkg.sub and pkg.sub.mod."""
    parts = list(PurePosixPath(file).with_suffix("").parts)
    if parts[-1] == "__init__":
        parts.pop()
    return [".".join(parts[: end + 1]) for end in range(len(parts))]
