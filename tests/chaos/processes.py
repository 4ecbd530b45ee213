"""Processes of our own below this one, their deaths included."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psutil

from apps.ops.postgres import Postgres

PR_SET_CHILD_SUBREAPER = 36
PATIENCE = 120.0  # seconds; other work may keep the machine busy


def adopt_orphans() -> None:
    """What our children leave behind becomes ours, so that nothing can hide from `descendants`."""
    if ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl")


def descendants(pid: int | None = None) -> list[psutil.Process]:
    """Everything alive below a process."""
    with suppress(psutil.NoSuchProcess):
        below = psutil.Process(pid).children(recursive=True)
        return [process for process in below if is_alive(process)]
    return []


def is_alive(process: psutil.Process) -> bool:
    try:
        return bool(process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def line(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except (psutil.NoSuchProcess, psutil.ZombieProcess):
        return ""


def is_program(process: psutil.Process) -> bool:
    """Whether it is a learner's program at work, or about to be: a fork of the zygote."""
    with suppress(psutil.NoSuchProcess):
        parent = process.parent()
        same = parent is not None and line(parent) == line(process)
        return same and "zygote learner" in line(process) and "bwrap" not in line(process)
    return True


def kill_tree(pid: int) -> None:
    """All at once, as a power cut would."""
    with suppress(psutil.NoSuchProcess):
        family = [psutil.Process(pid), *descendants(pid)]
        for process in family:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs(family, timeout=10)


def wait_until(condition: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(f"waited in vain until {what}")
        time.sleep(0.1)


class Service:
    """One of our programs: started, killed, started again."""

    def __init__(self, log: Path, *words: str) -> None:
        self.words, self.log = words, log
        self.start()

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", *self.words],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip

    def kill(self) -> None:
        """The process alone: what it started has to notice."""
        self.process.kill()
        self.process.wait()

    def keep(self) -> None:
        """What a supervisor does."""
        if self.process.poll() is not None:
            self.start()

    def stop(self) -> int | None:
        """Its status; None where it had to be killed, as a supervisor would."""
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.kill()
            return None


class Database:
    """A PostgreSQL of our own; what it has acknowledged it keeps."""

    def __init__(self, data_dir: Path) -> None:
        self.postgres = Postgres(data_dir)
        self.server = self.postgres.start()

    def kill(self) -> None:
        kill_tree(self.server.pid)
        self.server.wait()

    def start(self) -> None:
        self.server = self.postgres.start()

    def stop(self) -> None:
        self.server.send_signal(signal.SIGINT)
        self.server.wait(60)


def reap(ours: set[int]) -> None:
    """Take the status of orphans that have ended, and of none of our own children."""
    for child in psutil.Process().children():
        with suppress(psutil.NoSuchProcess, ChildProcessError):
            if child.pid not in ours and child.status() == psutil.STATUS_ZOMBIE:
                os.waitpid(child.pid, os.WNOHANG)
