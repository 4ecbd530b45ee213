"""One run: a checker child and a learner child, joined, watched to their end."""

from __future__ import annotations

import contextlib
import json
import os
import select
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from apps.sandbox.box import Box, Child, GraderFault
from apps.sandbox.spares import Spares

POLL_S = 0.2
GRACE_S = 15.0
MAX_LINE = 1 << 20
MAX_EVENTS = 20_000


class Cancelled(Exception):
    """The caller asked for the run to end."""


@dataclass
class Findings:
    """What the host knows of a run: the checker's events and how both processes ended."""

    events: list[dict[str, Any]] = field(default_factory=list)
    learner: dict[str, Any] = field(default_factory=dict)
    checker: dict[str, Any] = field(default_factory=dict)
    faults: str = ""
    started: float = 0.0
    ready: float = 0.0
    finished: float = 0.0

    def last(self, kind: str) -> dict[str, Any]:
        """The newest event of that kind, or an empty one."""
        found = (event for event in reversed(self.events) if event["event"] == kind)
        return next(found, {})

    speed: float = 1.0  # of the machine, in reference seconds a second


class Session:
    """Runs two jobs to their end. Every descriptor and process is gone when `run` returns."""

    def __init__(
        self,
        *,
        cancelled: Callable[[], bool] | None = None,
        on_event: Callable[[dict[str, Any]], None] | None = None,
        spares: Spares | None = None,
    ) -> None:
        self.spares = spares or Spares(0, None, {})
        self.poll = select.poll()
        self.actions: dict[int, Callable[[], bool]] = {}
        self.cancelled = cancelled
        self.on_event = on_event
        self.findings = Findings(started=time.time())
        self.stack = contextlib.ExitStack()
        self.line = b""

    def run(
        self,
        checker_box: Box,
        checker_job: dict[str, Any],
        learner_box: Box,
        learner_job: dict[str, Any],
    ) -> Findings:
        with self.stack, self.spares.stack:
            self._launch(checker_box, checker_job, learner_box, learner_job)
            self._watch(checker_job["limits"]["wall_s"] + GRACE_S)
        self.findings.finished = time.time()
        self._check_faults()
        return self.findings

    def _launch(
        self,
        checker_box: Box,
        checker_job: dict[str, Any],
        learner_box: Box,
        learner_job: dict[str, Any],
    ) -> None:
        with contextlib.ExitStack() as theirs:
            talk = self._sockets(theirs, theirs)
            clock = self._sockets(theirs, theirs)
            printed = self._pipe(theirs, theirs)
            complained = self._pipe(theirs, theirs)
            results = self._pipe(self.stack, theirs)
            faults = self._pipe(self.stack, theirs)
            null = os.open(os.devnull, os.O_RDONLY)
            theirs.callback(os.close, null)
            to_learner = [null, printed[1], complained[1], talk[0], clock[0]]
            self.learner = learner_box.launch(learner_job, to_learner)
            self.stack.callback(self.learner.close)
            to_checker = [null, faults[1], faults[1], talk[1], printed[0], results[1], clock[1]]
            to_checker.append(complained[0])
            to_checker += self.spares.open(theirs, to_learner[:3])
            self.checker = checker_box.launch(checker_job, to_checker)
            self.stack.callback(self.checker.close)
        self.results, self.fault_pipe = results[0], faults[0]

    def _pipe(self, first: contextlib.ExitStack, second: contextlib.ExitStack) -> tuple[int, int]:
        read, write = os.pipe()
        first.callback(os.close, read)
        second.callback(os.close, write)
        return read, write

    def _sockets(
        self, first: contextlib.ExitStack, second: contextlib.ExitStack
    ) -> tuple[int, int]:
        one, other = socket.socketpair()
        first.callback(one.close)
        second.callback(other.close)
        return one.fileno(), other.fileno()

    # Watching.

    def _watch(self, wall_s: float) -> None:
        self._attend(self.results, self._read_results)
        self._attend(self.fault_pipe, self._read_faults)
        self._attend_child(self.learner)
        self._attend_child(self.checker)
        deadline = time.monotonic() + wall_s
        while self.actions:
            for descriptor, _ in self.poll.poll(POLL_S * 1000):
                if not self.actions[descriptor]():
                    self.poll.unregister(descriptor)
                    del self.actions[descriptor]
            if self.cancelled is not None and self.cancelled():
                raise Cancelled
            if time.monotonic() > deadline:
                raise GraderFault("the run did not end in time")

    def _attend(self, descriptor: int, action: Callable[[], bool]) -> None:
        """Do this whenever the descriptor can be read, until it answers False."""
        self.actions[descriptor] = action
        self.poll.register(descriptor, select.POLLIN)

    def _attend_child(self, child: Child) -> None:
        self._attend(child.control.fileno(), lambda: self._read_child(child))

    def _read_child(self, child: Child) -> bool:
        child.read()
        if child.ended and child is self.checker:
            self._stop_learners()
        return not child.ended

    def _stop_learners(self) -> None:
        for child in (self.learner, *self.spares.children):
            child.stop()

    def _read_faults(self) -> bool:
        data = os.read(self.fault_pipe, 1 << 16)
        room = 4000 - len(self.findings.faults)
        self.findings.faults += data.decode("utf-8", "replace")[: max(0, room)]
        return bool(data)

    def _read_results(self) -> bool:
        data = os.read(self.results, 1 << 16)
        *lines, self.line = (self.line + data).split(b"\n")
        if len(self.line) > MAX_LINE or len(self.findings.events) > MAX_EVENTS:
            raise GraderFault("the checker reports more than can be true")
        for line in lines:
            self._take(line)
        return bool(data)

    def _take(self, line: bytes) -> None:
        try:
            event = json.loads(line)
        except (ValueError, RecursionError):
            event = None
        if not isinstance(event, dict) or not isinstance(event.get("event"), str):
            raise GraderFault("the checker's report cannot be read")
        if event["event"] == "collected":
            self.findings.ready = time.time()
        elif event["event"] == "end":
            self._stop_learners()  # all processes are taken down at the same time
        elif event["event"] == "fresh":
            self._attend_child(self.spares.start(event))
        self.findings.events.append(event)
        if self.on_event is not None:
            self.on_event(event)

    def _check_faults(self) -> None:
        spares = (("learner", child) for child in self.spares.children)
        for name, child in (("learner", self.learner), ("checker", self.checker), *spares):
            report = child.report
            if report is None:
                raise GraderFault(f"the {name}'s supervisor ended without a report")
            if "fault" in report or not report.get("walled"):
                raise GraderFault(
                    f"the {name}'s walls do not stand: {report} {self.findings.faults}"
                )
        self.findings.learner = self.spares.add_to(self.learner.report or {})
        self.findings.checker = self.checker.report or {}
