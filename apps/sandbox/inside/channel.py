"""Whole frames over a descriptor, blocking; EOFError once the other side is gone."""

from __future__ import annotations

import os

from apps.sandbox import wire

_HEAD = 4


class Channel:
    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor

    def send(self, body: bytes | bytearray) -> None:
        view = memoryview(wire.frame(body))
        try:
            while view:
                view = view[os.write(self.descriptor, view) :]
        except (BrokenPipeError, ConnectionResetError):
            raise EOFError from None

    def receive(self) -> bytearray:
        return self._exactly(wire.frame_size(bytes(self._exactly(_HEAD))))

    def _exactly(self, size: int) -> bytearray:
        data = bytearray(size)
        at, view = 0, memoryview(data)
        while at < size:
            self.wait()
            try:
                count = os.readv(self.descriptor, [view[at:]])
            except ConnectionResetError:
                count = 0
            if count == 0:
                raise EOFError
            at += count
        view.release()
        return data

    def wait(self) -> None:
        """Called before each read; the checker's channel looks after the learner's output here."""
