"""A process with the libraries loaded, inside bubblewrap, that forks a child for every run.

    python -m apps.sandbox.inside.zygote ROLE RUNTIME CONTROL_FD BPF_FD

ROLE is `checker` or `learner`, RUNTIME `numpy` or `torch`. It says what it is in one JSON message
(the host refuses another Python than its own), then waits: each message carries descriptors, of
which the first is the supervisor's control socket. It ends when the host does.
"""

from __future__ import annotations

import array
import gc
import importlib
import json
import os
import signal
import socket
import sys

from apps.sandbox.inside import supervisor
from apps.sandbox.proxy.names import names_of

MAX_DESCRIPTORS = 32
PRELOADED = (
    "numpy", "numpy.testing", "numpy.linalg", "numpy.fft", "numpy.random", "math", "random",
    "collections", "dataclasses", "functools", "itertools", "typing", "string", "re", "json",
    "heapq", "bisect", "copy", "time", "statistics", "fractions", "decimal", "inspect",
)  # fmt: skip


def preload(role: str, runtime: str) -> supervisor.Main:
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


def loop(host: socket.socket, main: supervisor.Main, bpf: bytes) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # supervisors are reaped by the kernel
    while True:
        descriptors = receive(host)
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            host.close()
            control = socket.socket(fileno=descriptors[0])
            supervisor.supervise(control, descriptors[1:], main, bpf)
        for descriptor in descriptors:
            os.close(descriptor)


def run(role: str, runtime: str, control: int, filter_file: int) -> None:
    with open(filter_file, "rb") as file:
        bpf = file.read()
    host = socket.socket(fileno=control)
    main = preload(role, runtime)
    gc.collect()
    gc.freeze()  # children share the pages as long as nobody touches them
    host.sendall(json.dumps(describe(role, runtime)).encode())
    try:
        loop(host, main, bpf)
    except EOFError:
        return


if __name__ == "__main__":
    run(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
