"""Forks one run's child behind its walls, hands it over to the zygote, and ends.

The child has to be the first process of a new pid namespace, so it is a grandchild of the zygote,
which adopts it when this process ends.
"""

from __future__ import annotations

import contextlib
import json
import mmap
import os
import random
import resource
import signal
import socket
import struct
import sys
import traceback
from collections.abc import Callable
from typing import Any, NoReturn

from apps.sandbox.inside import walls

Main = Callable[[dict[str, Any]], None]
CRASHED = 98


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


def start(
    control: socket.socket,
    handover: socket.socket,
    descriptors: list[int],
    walled: mmap.mmap,
    main: Main,
    bpf: bytes,
) -> NoReturn:
    """`descriptors`: the child's 0 to n. What goes wrong here is told to the host on `control`."""
    pid = 0
    try:
        walls.die_with_parent()
        job = read_job(control)
        walls.separate()
        pid = os.fork()
        if pid == 0:
            control.detach()
            handover.detach()
            _become(job, descriptors, walled, main, bpf)
        base_kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        about = {"pid": pid, "limits": job["limits"], "base_kib": base_kib}
        socket.send_fds(handover, [json.dumps(about).encode()], [os.pidfd_open(pid)])
    except EOFError:  # the host has gone
        pass
    except BaseException:
        fault = {"fault": traceback.format_exc()[-2000:]}
        with contextlib.suppress(OSError):
            control.sendall(json.dumps(fault).encode() + b"\n")
        if pid:
            os.kill(pid, signal.SIGKILL)
    os._exit(0)


def _become(
    job: dict[str, Any], descriptors: list[int], walled: mmap.mmap, main: Main, bpf: bytes
) -> NoReturn:
    """The child: first all walls, then the work."""
    try:
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
        # Without all its walls nothing runs: the zygote sees that, the host refuses to grade.
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
