"""What the learner prints: read by the checker, given to pytest's capture, counted, cut."""

from __future__ import annotations

import os
import select
import sys

from apps.sandbox.inside.channel import Channel

HARD_FACTOR = 8
"""Past this many times the limit the run is ended; up to there the rest is thrown away."""


class TooMuchOutput(Exception):
    """The learner printed past the hard limit."""


class Output:
    """The read end of the learner's pipe."""

    def __init__(self, descriptor: int, limit_kib: int) -> None:
        self.descriptor = descriptor
        self.limit = limit_kib << 10
        self.total = 0
        self.cut = False
        os.set_blocking(descriptor, False)

    def drain(self) -> None:
        """Pass on what is in the pipe now. Never waits."""
        while True:
            try:
                data = os.read(self.descriptor, 1 << 16)
            except BlockingIOError:
                return
            if not data:
                return
            self._pass_on(data)

    def _pass_on(self, data: bytes) -> None:
        room = max(0, self.limit - self.total)
        self.total += len(data)
        sys.stdout.write(data[:room].decode("utf-8", "backslashreplace"))
        self.cut = self.cut or len(data) > room
        if self.total > self.limit * HARD_FACTOR:
            raise TooMuchOutput


class CheckerChannel(Channel):
    """Reads the learner's answers and, while waiting for them, the learner's output."""

    def __init__(self, descriptor: int, output: Output) -> None:
        super().__init__(descriptor)
        self.output = output
        self.poll = select.poll()
        self.poll.register(descriptor, select.POLLIN)
        self.poll.register(output.descriptor, select.POLLIN)

    def wait(self) -> None:
        while True:
            ready = dict(self.poll.poll())
            if ready.get(self.output.descriptor, 0) & select.POLLIN:
                self.output.drain()
            elif self.output.descriptor in ready:
                self.poll.unregister(self.output.descriptor)
            if self.descriptor in ready:
                return

    def receive(self) -> bytearray:
        body = super().receive()
        self.output.drain()
        return body
