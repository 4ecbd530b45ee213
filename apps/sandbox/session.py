"""One run: a checker child and a learner child, joined, watched to their end."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from apps.sandbox.box import Box, Child, GraderFault
from apps.sandbox.fresh import FreshProcesses
from apps.sandbox.processors import processors

POLL_S = 0.2
GRACE_S = 15.0
MAX_LINE = 1 << 20
MAX_EVENTS = 20_000


class Cancelled(Exception):
    """The caller asked for the run to end."""


class Unfit(Exception):
    """These tests cannot be collected before there is a submission."""


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
    seed: int = 0
    speed: float = 1.0  # of the machine, in reference seconds a second

    def last(self, kind: str) -> dict[str, Any]:
        """The newest event of that kind, or an empty one."""
        found = (event for event in reversed(self.events) if event["event"] == kind)
        return next(found, {})


class Session:
    """A checker child and a learner child, joined and waiting: one submission's sandbox.

    The checker collects the exercise's tests at once; the learner waits for the submission, which
    `run` brings.
    """

    def __init__(
        self,
        checker_box: Box,
        checker_job: dict[str, Any],
        learner_box: Box,
        learner_job: dict[str, Any],
        fresh: FreshProcesses,
    ) -> None:
        self.fresh = fresh
        self.poll = select.poll()
        self.actions: dict[int, Callable[[], bool]] = {}
        self.boxes = (checker_box, learner_box)
        self.wall_s = checker_job["limits"]["wall_s"] + GRACE_S
        self.findings = Findings()
        self.stack = contextlib.ExitStack()
        self.compiled: dict[str, str] = {}  # the tests' code, if the checker has reported it
        self.line = b""
        self.complete = False
        self.on_event: Callable[[dict[str, Any]], None] | None = None
        try:
            self._launch(checker_box, checker_job, learner_box, learner_job)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let go of every descriptor; the zygotes end what is left of their children."""
        self.stack.close()
        self.fresh.stack.close()

    def waits(self) -> bool:
        """Whether both children are there and wait. Unfit: the checker cannot, for these tests."""
        poll = select.poll()
        for child in (self.learner, self.checker):
            poll.register(child.control, select.POLLIN)
        ended = poll.poll(0)
        poll.register(self.results, select.POLLIN)
        while self.results in dict(poll.poll(0)) and self._read_results():
            pass
        return not ended

    def run(
        self,
        files: Mapping[str, str],
        *,
        cancelled: Callable[[], bool] | None = None,
        on_event: Callable[[dict[str, Any]], None] | None = None,
    ) -> Findings:
        """Bring the submission, watch both children to their end; once only."""
        self.on_event = on_event
        self.findings.started = time.time()
        if self.findings.ready:
            self.findings.ready = self.findings.started
        try:
            self._submit(files)
            self._watch(cancelled)
        finally:
            self.close()
        self.findings.finished = time.time()
        self._check_faults()
        return self.findings

    # Starting.

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
            submission = os.pipe()
            theirs.callback(os.close, submission[0])
            self.submission = self.stack.enter_context(open(submission[1], "wb"))
            results = self._pipe(self.stack, theirs)
            faults = self._pipe(self.stack, theirs)
            null = os.open(os.devnull, os.O_RDONLY)
            theirs.callback(os.close, null)
            to_learner = [null, printed[1], complained[1], talk[0], submission[0], clock[0]]
            self.learner = learner_box.launch(learner_job, to_learner)
            self.stack.callback(self.learner.close)
            to_checker = [null, faults[1], faults[1], talk[1], printed[0], results[1], clock[1]]
            to_checker.append(complained[0])
            to_checker += self.fresh.open(theirs, to_learner[:3])
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

    def _submit(self, files: Mapping[str, str]) -> None:
        submission = json.dumps(dict(files)).encode()
        processor = self.stack.enter_context(processors.borrow())
        self.fresh.go(submission)
        self.checker.go(processor)
        self.learner.submit(self.submission, submission, processor)

    # Watching.

    def _watch(self, cancelled: Callable[[], bool] | None) -> None:
        self._attend(self.results, self._read_results)
        self._attend(self.fault_pipe, self._read_faults)
        self._attend_child(self.learner)
        self._attend_child(self.checker)
        deadline = time.monotonic() + self.wall_s
        while self.actions and not self._all_known():
            for descriptor, _ in self.poll.poll(POLL_S * 1000):
                if not self.actions[descriptor]():
                    self.poll.unregister(descriptor)
                    del self.actions[descriptor]
            if cancelled is not None and cancelled():
                raise Cancelled
            if time.monotonic() > deadline:
                raise GraderFault("the run did not end in time")

    def _attend(self, descriptor: int, action: Callable[[], bool]) -> None:
        """Do this whenever the descriptor can be read, until it answers False."""
        self.actions[descriptor] = action
        self.poll.register(descriptor, select.POLLIN)

    def _attend_child(self, child: Child) -> None:
        self._attend(child.control.fileno(), lambda: self._read_child(child))

    def _all_known(self) -> bool:
        """Nobody waits for the checker's own end: it has said all it had to say."""
        learners = (self.learner, *self.fresh.children)
        return self.complete and all(child.ended for child in learners)

    def _read_child(self, child: Child) -> bool:
        child.read()
        if child.ended and child is self.checker:
            self.learner.stop()
            self.fresh.stop()
        return not child.ended

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
        if event["event"] == "compiled":
            self._keep(event)
            return
        if event["event"] == "collected":
            self.findings.ready = time.time()
        elif event["event"] == "unfit":
            raise Unfit
        elif event["event"] == "end":
            self.complete = True
            # How it ended matters only where it ended before the tests did.
            (self.learner.stop if event.get("lost") else self.learner.done)()
            self.fresh.stop()
        elif event["event"] == "fresh":
            self._attend_child(self.fresh.start(event))
        self.findings.events.append(event)
        if self.on_event is not None:
            self.on_event(event)

    def _keep(self, event: dict[str, Any]) -> None:
        """Code of the tests is kept only from before a submission could have had a hand in it."""
        files = event.get("files")
        if not self.findings.started and isinstance(files, dict):
            self.compiled = {name: text for name, text in files.items() if is_code(name, text)}

    def _check_faults(self) -> None:
        fresh = (("learner", child) for child in self.fresh.children)
        for name, child in (("learner", self.learner), ("checker", self.checker), *fresh):
            report = child.report
            if report is None:
                if child is self.checker and self.complete:
                    continue
                raise GraderFault(f"the {name}'s zygote ended without a report")
            if "fault" in report or not report.get("walled"):
                raise GraderFault(
                    f"the {name}'s walls do not stand: {report} {self.findings.faults}"
                )
            if child is self.checker and not self.complete and killed_from_outside(report):
                raise GraderFault("the checker was killed")
        self.findings.learner = self.fresh.add_to(self.learner.report or {})
        self.findings.checker = self.checker.report or {}


def is_code(name: str, text: Any) -> bool:
    path = PurePosixPath(name)
    inside = not path.is_absolute() and ".." not in path.parts and "\0" not in name
    return inside and path.suffix == ".pyc" and isinstance(text, str)


def killed_from_outside(report: Mapping[str, Any]) -> bool:
    """By the host, as where memory runs out: nothing inside can kill the first process there."""
    return report["code"] == -signal.SIGKILL and not report["why"]
