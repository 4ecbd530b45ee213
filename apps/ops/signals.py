"""Waiting that signals cut short."""

import os
import select
import signal
from pathlib import Path
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
        self.asked = self.asked or make_was_interrupted()


def make_was_interrupted() -> bool:
    """Whether the `make` that started us got a SIGINT which a terminal would have sent to us too.

    It passes SIGTERM on, but waits for us to end by ourselves after a SIGINT. What shows it is that
    make then stops catching the signal.
    """
    try:
        text = Path(f"/proc/{os.getppid()}/status").read_text()
    except OSError:
        return False
    fields = dict(line.split(":\t", 1) for line in text.splitlines() if ":\t" in line)
    handled = int(fields["SigCgt"], 16) | int(fields["SigIgn"], 16)
    return fields["Name"] == "make" and not handled & 1 << (signal.SIGINT - 1)
