"""Further processes of the learner's that a test of one run may ask for (`fresh_solution`).

The checker holds one end of each conversation from the start; the host keeps the other until the
test asks, and gives it to a process in walls of its own. All of a run's processes share its limits.
"""

from __future__ import annotations

import contextlib
import os
import socket
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import Any

from apps.sandbox.box import Box, Child, GraderFault

MAX_FRESH = 8
_LEAST_S = 0.1

Borrow = Callable[[int | None], AbstractContextManager[Box]]


def wanted(tests: Mapping[str, str]) -> int:
    """Only exercises whose tests name the fixture pay for it."""
    return MAX_FRESH if any("fresh_solution" in text for text in tests.values()) else 0


class FreshProcesses:
    """The learner's ends, and the processes that have got one. Closed with `stack`."""

    def __init__(self, count: int, borrow: Borrow, job: dict[str, Any]) -> None:
        self.count, self.borrow, self.job = count, borrow, job
        self.stack = contextlib.ExitStack()
        self.ends: list[tuple[socket.socket, socket.socket]] = []
        self.output: list[int] = []
        self.started = 0.0
        self.submission = b""
        self.children: list[Child] = []

    def open(self, theirs: contextlib.ExitStack, output: list[int]) -> list[int]:
        """Make the conversations; the checker's ends. `output`: descriptors 0 to 2."""
        if not self.count:
            return []
        for descriptor in output:
            self.output.append(os.dup(descriptor))
            self.stack.callback(os.close, self.output[-1])
        numbers = []
        for _ in range(self.count):
            talk, clock = socket.socketpair(), socket.socketpair()
            for pair in (talk, clock):
                self.stack.callback(pair[0].close)
                theirs.callback(pair[1].close)
                numbers.append(pair[1].fileno())
            self.ends.append((talk[0], clock[0]))
        return numbers

    def go(self, submission: bytes) -> None:
        """The submission is there, and the run's wall clock counts."""
        self.started, self.submission = time.monotonic(), submission

    def start(self, event: Mapping[str, Any]) -> Child:
        """Start the next one, as the checker's event asks."""
        number, hash_seed, used = (event.get(key) for key in ("number", "hash_seed", "cpu_s"))
        if number != len(self.children) or number >= self.count:
            raise GraderFault("the checker asks for a process that is not due")
        if hash_seed is not None and (type(hash_seed) is not int or not 0 <= hash_seed < 1 << 32):
            raise GraderFault("the checker asks for no hash seed")
        box = self.stack.enter_context(self.borrow(hash_seed))
        talk, clock = self.ends[len(self.children)]
        read, write = os.pipe()
        with open(write, "wb") as submission:
            try:
                ends = [*self.output, talk.fileno(), read, clock.fileno()]
                child = box.launch(self._job(used), ends)
            finally:
                os.close(read)
                talk.close()
                clock.close()
            self.stack.callback(child.close)
            child.submit(submission, self.submission)
        self.children.append(child)
        return child

    def stop(self) -> None:
        for child in self.children:
            child.stop()

    def _job(self, used: Any) -> dict[str, Any]:
        """The run's job with what is left of its limits."""
        limits = dict(self.job["limits"])
        spent = sum((child.report or {}).get("cpu_s", 0.0) for child in self.children)
        spent += max(0.0, float(used)) if isinstance(used, int | float) else 0.0
        limits["cpu_s"] = max(_LEAST_S, limits["cpu_s"] - spent)
        passed = time.monotonic() - self.started
        limits["wall_s"] = max(_LEAST_S, limits["wall_s"] - passed)
        return self.job | {"limits": limits}

    def add_to(self, report: dict[str, Any]) -> dict[str, Any]:
        """The learner's report with what its further processes used, and how they ended."""
        total = dict(report)
        for child in self.children:
            each = child.report or {}
            total["cpu_s"] = total.get("cpu_s", 0.0) + each.get("cpu_s", 0.0)
            total["peak_kib"] = max(total.get("peak_kib", 0), each.get("peak_kib", 0))
            if each.get("why") in ("cpu", "wall"):
                total["why"] = each["why"]
            elif each.get("code") and each.get("why") is None:
                total["code"] = each["code"]
        if total.get("cpu_s", 0.0) > self.job["limits"]["cpu_s"]:
            total["why"] = "cpu"
        return total
