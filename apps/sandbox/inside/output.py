"""What the learner prints: read by the checker, given to pytest's capture, counted, cut."""

from __future__ import annotations

import os
import select
import sys
from typing import TextIO

from apps.sandbox.inside.channel import Channel

HARD_FACTOR = 8
"""Past this many times the limit the run is ended; up to there the rest is thrown away."""


class TooMuchOutput(Exception):
    """The learner printed past the hard limit."""


class Output:
    """The read ends of the pipes that are the learner's stdout and stderr."""

    def __init__(self, printed: int, complained: int, limit_kib: int) -> None:
        self.streams = {printed: "stdout", complained: "stderr"}
        self.limit = limit_kib << 10
        self.total = 0
        self.dropped = 0  # bytes past the limit
        for descriptor in self.streams:
            os.set_blocking(descriptor, False)

    def drain(self) -> None:
        """Pass on what is in the pipes now. Never waits."""
        for descriptor, name in self.streams.items():
            while data := _read(descriptor):
                self._pass_on(data, getattr(sys, name))

    def _pass_on(self, data: bytes, stream: TextIO) -> None:
        room = max(0, self.limit - self.total)
        self.total += len(data)
        stream.write(data[:room].decode("utf-8", "backslashreplace"))
        self.dropped += max(0, len(data) - room)
        if self.total > self.limit * HARD_FACTOR:
            raise TooMuchOutput


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 1 << 16)
    except BlockingIOError:
        return b""


class CheckerChannel(Channel):
    """Reads the learner's answers and, while waiting for them, the learner's output."""

    def __init__(self, descriptor: int, output: Output) -> None:
        super().__init__(descriptor)
        self.output = output
        self.poll, self.printed = select.poll(), select.poll()
        self.poll.register(descriptor, select.POLLIN)
        for stream in output.streams:
            self.poll.register(stream, select.POLLIN)
            self.printed.register(stream, select.POLLIN)

    def wait(self) -> None:
        while True:
            ready = dict(self.poll.poll())
            for stream in ready.keys() & self.output.streams.keys():
                if ready[stream] & select.POLLIN:
                    self.output.drain()
                else:
                    self.poll.unregister(stream)
            if self.descriptor in ready:
                return

    def receive(self) -> bytes | bytearray:
        body = super().receive()
        if self.printed.poll(0):  # before this answer, by whoever gave it
            self.output.drain()
        return body
