"""Watches one child: starts it behind its walls, keeps its clocks, ends it and reports how.

On its control socket the host sends a job, then GO when the submission is there (from then on the
wall clock counts) with the processor to begin on, then DONE when all is known that it wanted to
know; closing it ends the child.
"""

from __future__ import annotations

import contextlib
import json
import math
import mmap
import os
import random
import resource
import select
import signal
import socket
import struct
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn

from apps.sandbox.inside import walls

GO, DONE = b"g", b"d"
PROCESSOR = struct.Struct("<h")  # follows GO; -1: any
BEGINNING_S = 1.0  # how long a child stays on the processor it begins on
_CPUS = os.cpu_count() or 1
Main = Callable[[dict[str, Any]], None]


def read_exactly(stream: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        part = stream.recv(size - len(data))
        if not part:
            raise EOFError
        data += part
    return data


def read_job(control: socket.socket) -> dict[str, Any]:
    """What the host sends first: a length and that much JSON."""
    (size,) = struct.unpack("<I", read_exactly(control, 4))
    job: dict[str, Any] = json.loads(read_exactly(control, size))
    return job


@dataclass
class _Child:
    pid: int
    handle: int
    proc: int  # a descriptor of /proc: the child covers the directory, for both
    walled: mmap.mmap  # one byte, set once every wall stands
    started: float | None = None  # when it got the submission
    pinned: bool = False

    def kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self.handle, signal.SIGKILL)

    def wall_s(self) -> float:
        return 0.0 if self.started is None else time.monotonic() - self.started

    def wall_left(self, limit: float) -> float:
        """A child that waits for a submission may wait for ever, but not use its processor."""
        return math.inf if self.started is None else limit - self.wall_s()

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
            tasks = os.open(f"{self.pid}/task", os.O_RDONLY | os.O_DIRECTORY, dir_fd=self.proc)
            for task in os.listdir(tasks):
                os.sched_setaffinity(int(task), os.sched_getaffinity(0))
            os.close(tasks)

    def cpu_s(self) -> float:
        """CPU time of all its threads, read from outside."""
        try:
            return time.clock_gettime((~self.pid << 3) | 2)
        except OSError:
            return 0.0

    def forget_peak(self) -> None:
        with contextlib.suppress(OSError):
            file = os.open(f"{self.pid}/clear_refs", os.O_WRONLY, dir_fd=self.proc)
            os.write(file, b"5")
            os.close(file)

    def peak_kib(self) -> int:
        try:
            file = os.open(f"{self.pid}/status", os.O_RDONLY, dir_fd=self.proc)
            with open(file) as status:
                for line in status:
                    if line.startswith("VmHWM:"):
                        return int(line.split()[1])
        except OSError:
            pass
        return 0


def supervise(control: socket.socket, descriptors: list[int], main: Main, bpf: bytes) -> NoReturn:
    """Run one job to its end. `descriptors`: the child's 0 to n, then the clock socket or nothing.

    The report is the only thing sent on `control`.
    """
    report: dict[str, Any] = {}
    child: _Child | None = None
    try:
        walls.die_with_parent()
        job = read_job(control)
        clock = socket.socket(fileno=descriptors.pop()) if job["role"] == "learner" else None
        walls.separate()
        child = _fork(job, descriptors, main, bpf, others=[control, clock])
        for descriptor in descriptors:
            os.close(descriptor)
        why = _watch(child, job, control, clock)
        report = _used(child, why) if why == "done" else _end(child, why)
    except EOFError:
        os._exit(0)
    except BaseException:
        report = {"fault": traceback.format_exc()[-2000:]}
    with contextlib.suppress(OSError):  # the host has gone and wants no report
        control.sendall(json.dumps(report).encode() + b"\n")
    if child is not None:
        child.kill()
    os._exit(0)


def _fork(
    job: dict[str, Any],
    descriptors: list[int],
    main: Main,
    bpf: bytes,
    others: list[socket.socket | None],
) -> _Child:
    proc = os.open("/proc", os.O_PATH | os.O_DIRECTORY)
    walled = mmap.mmap(-1, 1)
    pid = os.fork()
    if pid:
        return _Child(pid, os.pidfd_open(pid), proc, walled)
    try:
        for other in others:
            if other is not None:
                other.detach()
        limits = job["limits"]
        walls.enclose(
            descriptors,
            memory_mib=limits["memory_mib"],
            cpu_s=limits["cpu_s"],
            disk_mib=limits["disk_mib"],
            bpf=bpf,
        )
        # Said in memory that is let go of here: no exit code of a program can say the opposite.
        walled[0] = 1
        walled.close()
    except BaseException:
        # Without all its walls nothing runs: the supervisor sees that, the host refuses to grade.
        os.write(2, traceback.format_exc()[-2000:].encode())
        os._exit(CRASHED)
    try:
        random.seed(os.urandom(16))
        main(job)
        sys.stdout.flush()
        os._exit(0)
    except BaseException:
        if job["role"] == "checker":  # its descriptor 2 is read by the host, not by the learner
            os.write(2, traceback.format_exc()[-2000:].encode())
        os._exit(CRASHED)


CRASHED = 98


def _watch(
    child: _Child, job: dict[str, Any], control: socket.socket, clock: socket.socket | None
) -> str | None:
    """Why the child has to end; None when it has ended by itself."""
    limits = job["limits"]
    poll = select.poll()
    poll.register(child.handle, select.POLLIN)
    poll.register(control, select.POLLIN)
    if clock is not None:
        poll.register(clock, select.POLLIN)
    while True:
        left_cpu = limits["cpu_s"] - child.cpu_s()
        left_wall = child.wall_left(limits["wall_s"])
        if left_cpu <= 0 or left_wall <= 0:
            return "cpu" if left_cpu <= 0 else "wall"
        if child.pinned and child.wall_s() > BEGINNING_S:
            child.let_go()
        left_beginning = BEGINNING_S - child.wall_s() if child.pinned else math.inf
        left = min(left_wall, left_cpu / _CPUS, left_beginning)
        ready = {fd for fd, _ in poll.poll(1000 * left + 1)}
        if child.handle in ready:
            return None
        if control.fileno() in ready:
            word = control.recv(1)
            if word != GO:
                return "done" if word == DONE else "stopped"
            child.begin(*PROCESSOR.unpack(read_exactly(control, PROCESSOR.size)))
        if clock is not None and clock.fileno() in ready and not _tell_time(child, clock):
            poll.unregister(clock)
            clock = None


def _tell_time(child: _Child, clock: socket.socket) -> bool:
    """Answer one byte with CPU nanoseconds and peak KiB, as nobody but the supervisor can.

    `!` sets the peak back to what is held now, first.
    """
    asked = clock.recv(1)
    if not asked:
        return False
    if asked == b"!":
        child.forget_peak()
    clock.sendall(struct.pack("<QQ", int(child.cpu_s() * 1e9), child.peak_kib()))
    return True


def _used(child: _Child, why: str | None) -> dict[str, Any]:
    """The report on a child that is still there."""
    return {
        "why": why,
        "cpu_s": child.cpu_s(),
        "wall_s": child.wall_s(),
        "peak_kib": child.peak_kib(),
        "base_kib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
        "walled": bool(child.walled[0]),
    }


def _end(child: _Child, why: str | None) -> dict[str, Any]:
    """End the child if it has not ended; the report, with its exit code."""
    report = _used(child, why)
    if why is not None:
        child.kill()
    _, status, usage = os.wait4(child.pid, 0)
    code = os.waitstatus_to_exitcode(status)
    cpu_s = usage.ru_utime + usage.ru_stime
    return report | {"code": code, "cpu_s": cpu_s, "peak_kib": usage.ru_maxrss}
