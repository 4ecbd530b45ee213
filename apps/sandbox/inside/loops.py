"""asyncio without sockets: an event loop wakes itself through a pipe."""

from __future__ import annotations

import os
from asyncio import selector_events
from typing import Any


class _PipeEnd:
    """What an event loop uses of a socket."""

    def __init__(self, descriptor: int) -> None:
        os.set_blocking(descriptor, False)
        self.descriptor = descriptor

    def fileno(self) -> int:
        return self.descriptor

    def recv(self, size: int) -> bytes:
        return os.read(self.descriptor, size)

    def send(self, data: bytes) -> int:
        return os.write(self.descriptor, data)

    def close(self) -> None:
        os.close(self.descriptor)


def _make_self_pipe(loop: Any) -> None:
    loop._ssock, loop._csock = map(_PipeEnd, os.pipe())
    loop._internal_fds += 1
    loop._add_reader(loop._ssock.fileno(), loop._read_from_self)


def install() -> None:
    """For this process: the walls allow no socket, and asyncio makes a pair for each loop."""
    base: Any = selector_events.BaseSelectorEventLoop
    base._make_self_pipe = _make_self_pipe
