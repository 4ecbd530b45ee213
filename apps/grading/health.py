"""Whether this grading process can be trusted: what its canary last showed."""

import logging
import threading
import time
from collections.abc import Callable

from django.conf import settings

log = logging.getLogger(__name__)
HOLD = 10.0  # seconds a message is held by a process that is not well, before others get it


class Health:
    """Shared by the threads that grade and the one that looks after them.

    In doubt or failing, no work is taken. A verdict shows as much as a canary does, so that a busy
    grader grades no canaries.
    """

    def __init__(self) -> None:
        self.failing = ""
        """Why no work is taken, in words for operators; runs at work are given back."""
        self.stopping = False
        self._well = threading.Event()
        self._well.set()
        self._look = threading.Event()
        self._proven_at = time.monotonic()

    def wait_until_well(self) -> bool:
        """For a thread with a message: True at once, or when the canary passes again; else False
        after a while, so that the message can go to another grader.
        """
        return self._well.wait(HOLD) and not self.stopping

    def proven(self) -> None:
        """A run came to its verdict."""
        self._proven_at = time.monotonic()

    def doubt(self) -> None:
        """The engine was at fault: no work is taken until a canary has passed."""
        self._well.clear()
        self._look.set()

    def stop(self) -> None:
        """The process is ending: nobody waits any longer."""
        self.stopping = True
        self._well.set()
        self._look.set()

    def sleep(self, seconds: float) -> None:
        """Until then, or until there is reason to look at once."""
        self._look.wait(seconds)

    def needs_a_look(self) -> bool:
        silent = time.monotonic() - self._proven_at
        return not self._well.is_set() or silent > settings.GRADING_CANARY_SECONDS

    def look(self, canary: Callable[[], None]) -> None:
        """Grade the canary and draw the conclusion."""
        self._look.clear()
        try:
            canary()
        except Exception as fault:  # an engine that raises anything at all is not well
            if not self.failing:
                log.error("the canary fails, no work is taken: %s", fault)
            self._well.clear()
            self.failing = str(fault) or repr(fault)
            return
        if self.failing:
            log.warning("the canary passes again, work is taken")
        self.failing = ""
        self.proven()
        self._well.set()
