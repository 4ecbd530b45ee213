"""Grades submissions: the one thing other parts of the program call.

with Engine("numpy") as engine:
    result = engine.grade(exercise, {"solution.py": text})
"""

from __future__ import annotations

import contextlib
import secrets
from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping
from pathlib import PurePosixPath
from types import TracebackType
from typing import Any, Self

from apps.sandbox import canary
from apps.sandbox.box import GraderFault
from apps.sandbox.boxes import Boxes
from apps.sandbox.exercise import Exercise
from apps.sandbox.fresh import FreshProcesses
from apps.sandbox.jobs import Plan
from apps.sandbox.runtime import RUNTIMES
from apps.sandbox.session import Cancelled, Findings, Session, Unfit
from apps.sandbox.spares import Spares
from apps.sandbox.verdict import make_result

__all__ = ["Cancelled", "Engine", "GraderFault"]

ATTEMPTS = 2
MAX_FILES_BYTES = 1 << 20
MAX_COMPILED = 100


class Engine:
    """Warm sandboxes of one runtime. May be used from several threads at once."""

    def __init__(self, runtime: str = "numpy") -> None:
        if runtime not in RUNTIMES:
            raise ValueError(f"no such runtime: {runtime}")
        self.runtime = runtime
        self.spares = Spares(self._start)
        self.boxes = Boxes(runtime, retired=self.spares.drop)
        self.compiled: OrderedDict[object, dict[str, str]] = OrderedDict()  # of the latest plans

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
        self.spares.close()
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
        names = exercise.files_for(files)
        plan = Plan(exercise, names, hash_seed, tuple(sorted(only)), pace, until_failure)
        if on_phase is not None:
            on_phase("starting")
        for attempt in range(ATTEMPTS):
            try:
                findings = self._run(plan, files, seed, cancelled, on_phase)
                break
            except GraderFault:
                if attempt == ATTEMPTS - 1:
                    raise
        if seed is None and plan.ordinary:
            self.spares.refill(plan)
        return make_result(exercise, findings)

    def canary(self) -> None:
        """Grade a right and a wrong solution of a tiny exercise, each in its own run.

        GraderFault, with a sentence for operators, unless both verdicts are as they must be.
        """
        canary.check(self.runtime, self.grade)

    def _run(
        self,
        plan: Plan,
        files: Mapping[str, str],
        seed: int | None,
        cancelled: Callable[[], bool] | None,
        on_phase: Callable[[str], None] | None,
    ) -> Findings:
        """One run, in a session that waited for it or else in one started now."""

        def report(event: dict[str, Any]) -> None:
            if on_phase is not None and event["event"] == "start":
                on_phase(f"running:{event.get('id')}")

        session = self.spares.take(plan) if seed is None else None
        if session is None:
            session = self._start(plan, seed=seed)
        elif session.compiled:
            self._keep(plan, session.compiled)
        try:
            return session.run(files, cancelled=cancelled, on_event=report)
        except Unfit:  # before any of the submission's code was used
            self.spares.lower(plan)
            return self._run(plan, files, seed, cancelled, on_phase)
        except GraderFault:
            for box in session.boxes:
                self.boxes.discard(box)
            raise

    def _keep(self, plan: Plan, compiled: dict[str, str]) -> None:
        """The code of these tests, for the sessions to come."""
        self.compiled[plan.key] = compiled
        with contextlib.suppress(KeyError):
            while len(self.compiled) > MAX_COMPILED:
                self.compiled.popitem(last=False)

    def _start(self, plan: Plan, ahead: bool = False, seed: int | None = None) -> Session:
        """A session for `plan`, in two boxes that it gives back when it is closed."""
        with contextlib.ExitStack() as held:
            checker = held.enter_context(self.boxes.borrow("checker"))
            learner = held.enter_context(self.boxes.borrow("learner", plan.hash_seed))
            speed = self.boxes.speed or learner.speed
            seed = secrets.randbelow(1 << 31) if seed is None else seed
            job = plan.for_learner(seed, speed)
            fresh = FreshProcesses(plan.fresh, lambda seed: self.boxes.borrow("learner", seed), job)
            try:
                compiled = self.compiled.get(plan.key, {})
                about = plan.for_checker(seed, speed, ahead=ahead, compiled=compiled)
                session = Session(checker, about, learner, job, fresh)
            except GraderFault:
                self.boxes.discard(checker)
                self.boxes.discard(learner)
                raise
            session.stack.push(held.pop_all())
        session.findings.speed, session.findings.seed = speed, seed
        return session


def check_files(files: Mapping[str, str]) -> None:
    """ValueError for names that leave the scratch directory, or too much text."""
    total = sum(len(text.encode("utf-8", "surrogatepass")) for text in files.values())
    if total > MAX_FILES_BYTES:
        raise ValueError("a submission may hold 1 MiB of text")
    for name in files:
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or not path.name or "\0" in name:
            raise ValueError(f"{name!r} is not a relative path")
