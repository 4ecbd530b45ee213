"""Sessions that wait for a submission: one for each exercise that was graded of late.

A spare is forked, stands behind its walls and has its exercise's tests collected, and knows
nothing of any submission. It serves one run, as any session does.
"""

from __future__ import annotations

import enum
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from apps.sandbox.box import Box, GraderFault
from apps.sandbox.jobs import Plan
from apps.sandbox.session import Session, Unfit

MAX_SPARES = 8
MAX_KNOWN = 1000


class Readiness(enum.IntEnum):
    """How much of a run can be done before its submission is there."""

    NONE = 0  # collecting these tests ended the checker
    WAITING = 1  # they ask for the submission while they are collected
    COLLECTED = 2


class Spares:
    """Thread-safe. `start(plan, ahead)` makes a session; spares are made by a thread of their own.

    A spare that turns out to be of no use lowers what is tried for its exercise.
    """

    def __init__(self, start: Callable[[Plan, bool], Session]) -> None:
        self.start = start
        self.lock = threading.Lock()
        self.waiting: OrderedDict[object, Session] = OrderedDict()
        self.readiness: OrderedDict[object, Readiness] = OrderedDict()
        self.closed = False
        self.worker = ThreadPoolExecutor(1, thread_name_prefix="spares")

    def take(self, plan: Plan) -> Session | None:
        """A session that waits for a submission to this plan, if there is one."""
        with self.lock:
            session = self.waiting.pop(plan.key, None)
        if session is None:
            return None
        try:
            if session.waits():
                return session
        except Unfit:
            pass
        if all(box.alive() for box in session.boxes):
            self.lower(plan)
        session.close()
        return None

    def lower(self, plan: Plan) -> None:
        """Such a spare was of no use: from now on do less before the submission is there."""
        with self.lock:
            now = self.readiness.pop(plan.key, Readiness.COLLECTED)
            self.readiness[plan.key] = Readiness(max(0, now - 1))
            while len(self.readiness) > MAX_KNOWN:
                self.readiness.popitem(last=False)

    def refill(self, plan: Plan) -> None:
        """Have a spare for this plan, soon."""
        if not self.closed:
            self.worker.submit(self._refill, plan)

    def _refill(self, plan: Plan) -> None:
        with self.lock:
            readiness = self.readiness.get(plan.key, Readiness.COLLECTED)
            if plan.key in self.waiting or readiness is Readiness.NONE:
                return
        try:
            session = self.start(plan, readiness is Readiness.COLLECTED)
        except GraderFault:
            return  # the next run meets the same fault, and there is somebody to tell
        with self.lock:
            self.waiting[plan.key] = session
            most = 0 if self.closed else MAX_SPARES
            surplus = [self.waiting.popitem(last=False) for _ in range(len(self.waiting) - most)]
        for _, each in surplus:
            each.close()

    def drop(self, box: Box) -> None:
        """Close, soon, the spares that live in a box which is out of service."""
        if not self.closed:
            self.worker.submit(self._drop, box)

    def _drop(self, box: Box) -> None:
        with self.lock:
            keys = [key for key, session in self.waiting.items() if box in session.boxes]
            dropped = [self.waiting.pop(key) for key in keys]
        for session in dropped:
            session.close()

    def close(self) -> None:
        with self.lock:
            self.closed = True
            sessions = list(self.waiting.values())
            self.waiting.clear()
        self.worker.shutdown(wait=False, cancel_futures=True)
        for session in sessions:
            session.close()
