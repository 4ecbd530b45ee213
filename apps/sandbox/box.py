"""One bubblewrap with a zygote in it, as the host sees it: start it, fork runs from it, end it."""

from __future__ import annotations

import array
import contextlib
import json
import os
import queue
import socket
import struct
import subprocess
import threading
from collections.abc import Callable, Sequence
from typing import Any, BinaryIO

from apps.sandbox import bwrap, filters
from apps.sandbox.inside.supervisor import DONE, GO, PROCESSOR
from apps.sandbox.runtime import host_versions

START_S = 60.0
MAX_MESSAGE = 1 << 16


class GraderFault(Exception):
    """The grader could not work. Never the learner's doing."""


class Spawner:
    """Starts processes from one thread that lives as long as this process.

    bubblewrap dies with the thread that started it, so no short-lived thread may start one.
    """

    def __init__(self) -> None:
        self.work: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self.lock = threading.Lock()
        self.thread: threading.Thread | None = None

    def start(self, argv: Sequence[str], **options: Any) -> subprocess.Popen[bytes]:
        with self.lock:
            if self.thread is None or not self.thread.is_alive():
                self.thread = threading.Thread(target=self._run, name="spawner", daemon=True)
                self.thread.start()
        answer: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self.work.put(lambda: answer.put(_attempt(argv, options)))
        result = answer.get()
        if isinstance(result, BaseException):
            raise result
        process: subprocess.Popen[bytes] = result
        return process

    def _run(self) -> None:
        while True:
            self.work.get()()


def _attempt(argv: Sequence[str], options: dict[str, Any]) -> Any:
    try:
        return subprocess.Popen(argv, **options)
    except OSError as error:
        return error


spawner = Spawner()


class Child:
    """One forked child: its control socket and, once it was sent, the zygote's report on it."""

    def __init__(self, control: socket.socket) -> None:
        self.control = control
        self.data = b""
        self.report: dict[str, Any] | None = None
        self.ended = False

    def read(self) -> None:
        """Take what the zygote sent: one line, the report, or its end without one."""
        try:
            part = self.control.recv(MAX_MESSAGE)
        except OSError:
            part = b""
        self.data += part
        if not part or part.endswith(b"\n") or len(self.data) > MAX_MESSAGE:
            self.ended = True
            self.report = _json_object(self.data)

    def submit(self, file: BinaryIO, submission: bytes, processor: int | None = None) -> None:
        """Give a learner what it waits for at the other end of `file`, and start its clock."""
        self.go(processor)
        with contextlib.suppress(BrokenPipeError), file:
            file.write(submission)

    def go(self, processor: int | None = None) -> None:
        """Tell the zygote that the submission is there: from now on the wall clock counts.

        `processor`: where the child is to begin.
        """
        self._tell(GO + PROCESSOR.pack(-1 if processor is None else processor))

    def done(self) -> None:
        """Have the report at once; the child may be ended after it."""
        self._tell(DONE)

    def stop(self) -> None:
        """Have the child ended, and then the report, with its exit code."""
        with contextlib.suppress(OSError):
            self.control.shutdown(socket.SHUT_WR)

    def _tell(self, word: bytes) -> None:
        with contextlib.suppress(OSError):  # the zygote has ended; reading will show it
            self.control.send(word)

    def close(self) -> None:
        self.control.close()


def _json_object(data: bytes) -> dict[str, Any] | None:
    try:
        value = json.loads(data)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _memory_file(name: str, data: bytes) -> int:
    file = os.memfd_create(name)
    os.write(file, data)
    os.lseek(file, 0, os.SEEK_SET)
    return file


class Box:
    """A running zygote. `role` is checker or learner; GraderFault when it cannot start."""

    def __init__(self, role: str, runtime: str, hash_seed: int | None = None) -> None:
        self.role, self.runtime, self.hash_seed = role, runtime, hash_seed
        self.runs = 0
        self.active = 0
        self.lock = threading.Lock()
        self.host, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:
            self.process, self.errors = self._start(theirs)
        finally:
            theirs.close()
        self._await_ready()

    def _start(self, theirs: socket.socket) -> tuple[subprocess.Popen[bytes], int]:
        files = []
        try:
            outer = _memory_file("outer", filters.build("outer"))
            inner = _memory_file("inner", filters.build("inner"))
            files = [outer, inner]
            errors = os.memfd_create("errors")
            module = ["-m", "apps.sandbox.inside.zygote", self.role, self.runtime]
            command = [*module, str(theirs.fileno()), str(inner)]
            process = spawner.start(
                bwrap.argv(command, seccomp=outer, hash_seed=self.hash_seed),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=errors,
                env={},
                pass_fds=(theirs.fileno(), outer, inner),
            )
        except FileNotFoundError:
            raise GraderFault("bubblewrap (bwrap) is not installed") from None
        except (OSError, filters.NoSeccomp) as error:
            raise GraderFault(f"the sandbox could not be started: {error}") from None
        finally:
            for file in files:
                os.close(file)
        return process, errors

    def _await_ready(self) -> None:
        self.host.settimeout(START_S)
        try:
            about = _json_object(self.host.recv(MAX_MESSAGE))
        except OSError:
            about = None
        if about is None:
            self.close()
            raise GraderFault(f"the sandbox did not start: {self.said()}")
        expected = host_versions(self.role, self.runtime)
        if about.get("versions") != expected:
            self.close()
            raise GraderFault(
                f"the sandbox runs another Python: {about.get('versions')}, not {expected}"
            )
        self.host.settimeout(None)
        self.speed = float(about.get("speed") or 1.0)

    def said(self) -> str:
        """The last lines that bubblewrap or the zygote wrote on stderr."""
        size = os.fstat(self.errors).st_size
        text = os.pread(self.errors, 2000, max(0, size - 2000)).decode("utf-8", "replace")
        return " | ".join(text.strip().splitlines()[-4:]) or "it said nothing"

    def launch(self, job: dict[str, Any], descriptors: Sequence[int]) -> Child:
        """Fork a child for `job`; it gets copies of `descriptors`."""
        ours, theirs = socket.socketpair()
        data = json.dumps(job).encode()
        numbers = array.array("i", [theirs.fileno(), *descriptors])
        try:
            with self.lock:
                self.host.sendmsg(
                    [b"r"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, numbers.tobytes())]
                )
            ours.sendall(struct.pack("<I", len(data)) + data)
        except OSError:
            ours.close()
            raise GraderFault(f"the {self.role} zygote has ended: {self.said()}") from None
        finally:
            theirs.close()
        return Child(ours)

    def alive(self) -> bool:
        return self.process.poll() is None

    def close(self) -> None:
        """End the zygote and every run in it."""
        self.host.close()
        self.process.kill()
        self.process.wait()
