"""Waiting that signals cut short."""

import os
import select
import signal
from types import FrameType


class Signals:
    """Notes requests to stop: `asked` after the first, `hurried` after a second.

    Handlers are installed also where SIGINT was inherited as ignored, as shells do for background
    jobs. An ignored SIGHUP stays ignored: that is what nohup asks for.
    """

    def __init__(self) -> None:
        self.asked = self.hurried = False
        self.woken, wake = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
        signal.signal(signal.SIGINT, self._note)
        signal.signal(signal.SIGTERM, self._note)
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
            signal.signal(signal.SIGHUP, self._note)
        signal.signal(signal.SIGCHLD, lambda *_: None)  # so that the end of a child wakes us

    def _note(self, number: int, frame: FrameType | None) -> None:
        self.hurried = self.asked
        self.asked = True

    def sleep(self, seconds: float) -> None:
        """Returns after `seconds`, or as soon as a signal has come or a child has ended."""
        if select.select([self.woken], [], [], seconds)[0]:
            os.read(self.woken, 4096)
