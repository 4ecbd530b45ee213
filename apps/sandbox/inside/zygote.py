"""A process with the libraries loaded, inside bubblewrap, that forks a child for every run.

    python -m apps.sandbox.inside.zygote ROLE RUNTIME CONTROL_FD BPF_FD

ROLE is `checker` or `learner`, RUNTIME `numpy` or `torch`. It says what it is in one JSON message
(the host refuses another Python than its own), then waits: each message carries descriptors, of
which the first is the run's control socket. It watches its children, and ends when the host does.
"""

from __future__ import annotations

import array
import gc
import importlib
import json
import mmap
import os
import socket
import sys

from apps.sandbox.inside import pages, starter, supervisor, walls
from apps.sandbox.inside.starter import Main
from apps.sandbox.proxy.names import names_of

MAX_DESCRIPTORS = 32
PRELOADED = (
    "numpy", "numpy.testing", "numpy.linalg", "numpy.fft", "numpy.random", "math", "random",
    "collections", "dataclasses", "functools", "itertools", "typing", "string", "re", "json",
    "heapq", "bisect", "copy", "time", "statistics", "fractions", "decimal", "inspect",
)  # fmt: skip


def preload(role: str, runtime: str) -> Main:
    """Import everything a run may need, and return what the run's child calls."""
    for name in PRELOADED:
        importlib.import_module(name)
    if runtime == "torch":
        from apps.sandbox.inside import torch_warm

        torch_warm.load()
    names_of(role == "checker")
    if role == "checker":
        from apps.sandbox.inside import checker

        checker.warm()
        return checker.main
    from apps.sandbox.inside import learner

    return learner.main


def describe(role: str, runtime: str) -> dict[str, object]:
    """What must equal the host's, for a sandbox with another Python grades something else; and
    how fast a learner's program runs here.
    """
    from apps.sandbox.inside import speed
    from apps.sandbox.runtime import versions

    return {
        "versions": versions(role, runtime),
        "threads": len(os.listdir("/proc/self/task")),
        "speed": speed.measure(runtime) if role == "learner" else None,
    }


def receive(host: socket.socket) -> list[int]:
    """The descriptors of the next run; EOFError when the host is gone."""
    space = socket.CMSG_SPACE(MAX_DESCRIPTORS * array.array("i").itemsize)
    message, ancillary, _, _ = host.recvmsg(1, space)
    if not message:
        raise EOFError
    numbers = array.array("i")
    for level, kind, data in ancillary:
        if (level, kind) == (socket.SOL_SOCKET, socket.SCM_RIGHTS):
            numbers.frombytes(data[: len(data) - len(data) % numbers.itemsize])
    return numbers.tolist()


def begin(watch: supervisor.Watch, host: socket.socket, role: str, main: Main, bpf: bytes) -> None:
    """Start the run whose descriptors the host has sent."""
    number, *descriptors = receive(host)
    control = socket.socket(fileno=number)
    clock = socket.socket(fileno=descriptors.pop()) if role == "learner" else None
    walled = mmap.mmap(-1, 1)
    ours, theirs = socket.socketpair()
    pid = os.fork()
    if pid == 0:
        host.close()
        ours.close()
        if clock is not None:
            clock.close()
        for run in watch.runs:
            run.drop()
        starter.start(control, theirs, descriptors, walled, main, bpf)
    theirs.close()
    for descriptor in descriptors:
        os.close(descriptor)
    supervisor.Run(watch, pid, ours, control, clock, walled)


def loop(host: socket.socket, role: str, main: Main, bpf: bytes) -> None:
    walls.adopt_orphans()
    watch = supervisor.Watch()
    watch.attend(host.fileno(), lambda: begin(watch, host, role, main, bpf))
    while True:
        watch.once()


def run(role: str, runtime: str, control: int, filter_file: int) -> None:
    with open(filter_file, "rb") as file:
        bpf = file.read()
    host = socket.socket(fileno=control)
    main = preload(role, runtime)
    gc.collect()
    gc.freeze()  # children share the pages as long as nobody touches them
    about = json.dumps(describe(role, runtime)).encode()
    pages.enlarge()
    host.sendall(about)
    try:
        loop(host, role, main, bpf)
    except EOFError:
        return


if __name__ == "__main__":
    run(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
