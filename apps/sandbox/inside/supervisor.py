"""Watches the children of one zygote: keeps their clocks, ends them and reports how they ended.

A run's control socket brings a job, then GO when the submission is there (from then on the wall
clock counts) with the processor to begin on, then DONE when all is known that the host wanted to
know; closing it ends the child. The report is the only thing that is sent on it.
"""

from __future__ import annotations

import contextlib
import json
import math
import mmap
import os
import select
import signal
import socket
import struct
import time
from collections.abc import Callable
from typing import Any

GO, DONE = b"g", b"d"
PROCESSOR = struct.Struct("<h")  # follows GO; -1: any
BEGINNING_S = 1.0  # how long a child stays on the processor it begins on
_CPUS = os.cpu_count() or 1


class Child:
    """A process behind its walls, as one sees it who shares neither its namespaces nor its code."""

    def __init__(self, pid: int, handle: int, walled: mmap.mmap, base_kib: int) -> None:
        self.pid, self.handle = pid, handle
        self.walled = walled  # one byte, set once every wall stands
        self.base_kib = base_kib
        self.started: float | None = None  # when it got the submission
        self.pinned = False

    def kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self.handle, signal.SIGKILL)

    def wall_s(self) -> float:
        return 0.0 if self.started is None else time.monotonic() - self.started

    def begin(self, processor: int) -> None:
        """The submission is there: start the clock, and have the child run beside its partner."""
        self.started = time.monotonic()
        if processor >= 0:
            with contextlib.suppress(OSError):  # it runs as well anywhere else
                os.sched_setaffinity(self.pid, {processor})
                self.pinned = True

    def let_go(self) -> None:
        """A child that computes for long may run wherever there is room, with all its threads."""
        self.pinned = False
        with contextlib.suppress(OSError):
            for task in os.listdir(f"/proc/{self.pid}/task"):
                os.sched_setaffinity(int(task), os.sched_getaffinity(0))

    def cpu_s(self) -> float:
        """CPU time of all its threads, read from outside."""
        try:
            return time.clock_gettime((~self.pid << 3) | 2)
        except OSError:
            return 0.0

    def forget_peak(self) -> None:
        with contextlib.suppress(OSError), open(f"/proc/{self.pid}/clear_refs", "w") as file:
            file.write("5")

    def peak_kib(self) -> int:
        with contextlib.suppress(OSError), open(f"/proc/{self.pid}/status") as status:
            for line in status:
                if line.startswith("VmHWM:"):
                    return int(line.split()[1])
        return 0

    def used(self) -> dict[str, Any]:
        return {
            "cpu_s": self.cpu_s(),
            "wall_s": self.wall_s(),
            "peak_kib": self.peak_kib(),
            "base_kib": self.base_kib,
            "walled": bool(self.walled[0]),
        }

    def wait(self) -> dict[str, Any]:
        """How it ended, and what it has used in all; it has ended."""
        _, status, usage = os.wait4(self.pid, 0)
        code, cpu_s = os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime
        return {"code": code, "cpu_s": cpu_s, "peak_kib": usage.ru_maxrss}


class Run:
    """One run from its fork to its child's end. `starter` is the process that forks the child.

    Nothing here waits: what one run's host, checker or child does is never felt by another run.
    """

    def __init__(
        self,
        watch: Watch,
        starter: int,
        handover: socket.socket,
        control: socket.socket,
        clock: socket.socket | None,
        walled: mmap.mmap,
    ) -> None:
        self.watch, self.starter, self.walled = watch, starter, walled
        self.handover, self.control, self.clock = handover, control, clock
        self.child: Child | None = None
        self.limits: dict[str, float] = {}
        self.report: dict[str, Any] | None = None  # on a child that is being ended
        self.due = math.inf  # when its clocks have to be looked at
        watch.runs.add(self)
        watch.attend(handover.fileno(), self.take_over)

    def take_over(self) -> None:
        """The starter has forked the child, and ends: from here on the child is ours."""
        message, numbers, _, _ = socket.recv_fds(self.handover, 4096, 1)
        if not message:
            os.waitpid(self.starter, 0)
            self.watch.forget(self.handover.fileno())
            self.handover.close()
            if self.child is None:  # the starter has told the host why
                self.close()
            else:
                self.watch.attend(self.child.handle, self.ended)
            return
        said = json.loads(message)
        self.limits = said["limits"]
        self.child = Child(said["pid"], numbers[0], self.walled, said["base_kib"])
        self.watch.attend(self.control.fileno(), self.hear)
        if self.clock is not None:
            self.watch.attend(self.clock.fileno(), self.tell_time)
        self.look()

    def look(self) -> None:
        """End a child that has used up its time; else say when to look again."""
        child = self.child
        if child is None or self.report is not None:
            self.due = math.inf
            return
        left_cpu = self.limits["cpu_s"] - child.cpu_s()
        # A child that waits for a submission may wait for ever, but not use its processor.
        left_wall = math.inf if child.started is None else self.limits["wall_s"] - child.wall_s()
        if left_cpu <= 0 or left_wall <= 0:
            self.end("cpu" if left_cpu <= 0 else "wall")
            return
        if child.pinned and child.wall_s() > BEGINNING_S:
            child.let_go()
        left_beginning = BEGINNING_S - child.wall_s() if child.pinned else math.inf
        self.due = time.monotonic() + min(left_wall, left_cpu / _CPUS, left_beginning) + 0.001

    def hear(self) -> None:
        """What the host says; its end means that it wants no more of this run."""
        assert self.child is not None
        word = self.control.recv(1)
        if word == GO:
            self.child.begin(*PROCESSOR.unpack(self.control.recv(PROCESSOR.size)))
            self.look()
        elif word == DONE:
            self.send(self.child.used() | {"why": "done"})
            self.end("done")
        else:
            self.end("stopped")

    def tell_time(self) -> None:
        """Answer one byte with CPU nanoseconds and peak KiB, as the program itself cannot.

        `!` sets the peak back to what is held now, first.
        """
        assert self.child is not None
        assert self.clock is not None
        asked = self.clock.recv(1)
        if asked == b"!":
            self.child.forget_peak()
        answer = struct.pack("<QQ", int(self.child.cpu_s() * 1e9), self.child.peak_kib())
        try:
            if asked and self.clock.send(answer, socket.MSG_DONTWAIT) == len(answer):
                return
        except OSError:  # nobody reads what was asked for
            pass
        self.watch.forget(self.clock.fileno())

    def end(self, why: str | None) -> None:
        """Have the child end, if it has not; its end brings the report."""
        assert self.child is not None
        self.report = self.child.used() | {"why": why}
        self.due = math.inf
        self.watch.forget(self.control.fileno())
        self.child.kill()

    def ended(self) -> None:
        """The child has ended, by itself or because it had to."""
        assert self.child is not None
        if self.report is None:
            self.end(None)
        assert self.report is not None
        report = self.report | self.child.wait()
        if report["why"] != "done":
            self.send(report)
        self.close()

    def send(self, report: dict[str, Any]) -> None:
        with contextlib.suppress(OSError):  # the host has gone and wants no report
            self.control.send(json.dumps(report).encode() + b"\n", socket.MSG_DONTWAIT)

    def close(self) -> None:
        """The run is over."""
        self.watch.runs.discard(self)
        for each in (self.handover, self.control, self.clock):
            if each is not None:
                self.watch.forget(each.fileno())
        if self.child is not None:
            self.watch.forget(self.child.handle)
        self.drop()

    def drop(self) -> None:
        """Let go of every descriptor in this process."""
        for each in (self.handover, self.control, self.clock):
            if each is not None:
                each.close()
        if self.child is not None:
            os.close(self.child.handle)
        self.walled.close()


class Watch:
    """All runs of one zygote, and what is to be done when a descriptor can be read."""

    def __init__(self) -> None:
        self.runs: set[Run] = set()
        self.poll = select.poll()
        self.actions: dict[int, Callable[[], None]] = {}

    def attend(self, descriptor: int, action: Callable[[], None]) -> None:
        self.actions[descriptor] = action
        self.poll.register(descriptor, select.POLLIN)

    def forget(self, descriptor: int) -> None:
        if self.actions.pop(descriptor, None) is not None:
            self.poll.unregister(descriptor)

    def once(self) -> None:
        """Wait for something to happen, and deal with it."""
        due = min((run.due for run in self.runs), default=math.inf)
        wait = None if due == math.inf else max(0.0, 1000 * (due - time.monotonic()))
        ready = [(each, self.actions[each]) for each, _ in self.poll.poll(wait)]
        for descriptor, action in ready:
            if self.actions.get(descriptor) == action:  # not forgotten meanwhile
                action()
        now = time.monotonic()
        for run in [run for run in self.runs if run.due <= now]:
            run.look()
