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
        self.poll = select.poll()
        for each in (descriptor, *output.streams):
            self.poll.register(each, select.POLLIN)

    def wait(self) -> None:
        """Whatever was printed before an answer is passed on before the answer is read.

        The answers' descriptor is the first that is asked: if one is there, what was printed before
        it is found in the same call.
        """
        answered = False
        while not answered:
            for ready, state in self.poll.poll():
                if ready == self.descriptor:
                    answered = True
                elif state & select.POLLIN:
                    self.output.drain()
                else:
                    self.poll.unregister(ready)
