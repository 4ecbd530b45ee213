"""A grading process: its engine, and the one function that takes a run from claim to verdict."""

import functools
import logging
import os
import socket
import threading
import time
import uuid
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import Error as DatabaseError
from django.db import connection

from apps.grading.actions import claim_run, finish_run, give_back_run, nudge, renew_lease
from apps.grading.health import Health
from apps.grading.models import Run
from apps.sandbox.engine import Cancelled, Engine, GraderFault
from apps.sandbox.exercise import Exercise

log = logging.getLogger(__name__)
RENEW_EVERY = 1.0  # seconds; also how soon a cancelled run is noticed
TELL_EVERY = 0.3  # seconds; nobody reads a page faster
STORE_FOR = 60.0  # seconds a verdict is held on to while the database is away
_engine_lock = threading.Lock()
health = Health()  # of this process


def process_name(runtime: str) -> str:
    return f"{runtime}@{socket.gethostname()}:{os.getpid()}"


def engine() -> Engine:
    """This process's engine, for the runtime named by GRADER_RUNTIME."""
    with _engine_lock:
        return _start_engine(settings.GRADER_RUNTIME)


@functools.cache
def _start_engine(runtime: str) -> Engine:
    started = Engine(runtime)
    started.__enter__()
    return started


class Lease:
    """Keeps a run ours while the engine works on it. Called by the engine, a few times a second."""

    def __init__(self, run: Run, token: uuid.UUID) -> None:
        self.run, self.token = run, token
        self.renew_at = time.monotonic() + RENEW_EVERY
        self.lost_at = time.monotonic() + settings.GRADING_LEASE_SECONDS
        self.lost = False

    def is_lost(self) -> bool:
        """Whether to stop: the run was cancelled, or the database has been away for longer than
        the lease.
        """
        now = time.monotonic()
        if not self.lost and now >= self.renew_at:
            self.renew_at = now + RENEW_EVERY
            self._renew(now)
        return self.lost

    def _renew(self, now: float) -> None:
        try:
            self.lost = not renew_lease(self.run, self.token)
            self.lost_at = now + settings.GRADING_LEASE_SECONDS
        except DatabaseError as error:
            log.warning("%s: could not renew its lease: %s", self.run, error)
            connection.close()
            self.lost = now >= self.lost_at


class Progress:
    """Stores what a run is at, for its page: now and then, as a quick run has many phases."""

    def __init__(self, run: Run, token: uuid.UUID) -> None:
        self.run, self.token = run, token
        self.phase = self.stored = ""
        self.store_at = time.monotonic() + TELL_EVERY

    def tell(self, phase: str) -> None:
        self.phase = phase[:100]

    def store(self) -> None:
        """Called by the engine, a few times a second."""
        now = time.monotonic()
        if self.phase == self.stored or now < self.store_at:
            return
        self.stored, self.store_at = self.phase, now + TELL_EVERY
        try:
            self.run.hold(self.token, phase=self.phase)
        except DatabaseError:
            connection.close()  # a page a moment out of date is no reason to fail


def grade_next(
    runtime: str, get_engine: Callable[[], Engine] = engine, health: Health = health
) -> None:
    """Claim the next run, grade it, store the verdict. Called any number of times, each run gets
    one verdict.
    """
    if not health.wait_until_well():
        nudge(runtime)  # another grader's, or ours later
        return
    claim = claim_run(runtime)
    if claim is None:
        return
    run, token = claim
    try:
        result = _grade(run, token, get_engine(), health)
    except Cancelled:
        if health.failing:
            give_back_run(run, token, health.failing, blameless=True)
        return
    except GraderFault as fault:
        log.error("%s: %s", run, fault)
        health.doubt()
        give_back_run(run, token, str(fault))
        return
    health.proven()
    if not _store(run, token, result):
        log.info("%s: the verdict came late and was dropped", run)


def _grade(run: Run, token: uuid.UUID, engine: Engine, health: Health) -> dict[str, Any]:
    lease, progress = Lease(run, token), Progress(run, token)

    def cancelled() -> bool:
        progress.store()
        return bool(health.failing) or lease.is_lost()

    exercise = Exercise.from_files(run.revision.files)
    return engine.grade(exercise, run.submission.files, cancelled=cancelled, on_phase=progress.tell)


def _store(run: Run, token: uuid.UUID, result: dict[str, Any]) -> bool:
    """Store the verdict, waiting for a database that is restarting. What cannot be stored is
    graded again.
    """
    give_up = time.monotonic() + STORE_FOR
    while True:
        try:
            return finish_run(run, token, result)
        except DatabaseError as error:
            log.warning("%s: could not store its verdict: %s", run, error)
            connection.close()
            if time.monotonic() > give_up:
                raise
            time.sleep(0.5)
