"""Which processor a run begins on: the same one for its two processes.

They take turns, so that two processors gain them nothing, and waking the other one costs about as
much as a call and its answer. Each run gets the processor that the fewest others began on. The
zygotes let go of it when a run turns out to be long (apps/sandbox/inside/supervisor.py).
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterator


class Processors:
    """Thread-safe counts of the runs on each processor that this process may use."""

    def __init__(self) -> None:
        self.runs = dict.fromkeys(sorted(os.sched_getaffinity(0)), 0)
        self.lock = threading.Lock()

    @contextlib.contextmanager
    def borrow(self) -> Iterator[int]:
        """The number of the one with the fewest runs; the run counts until the end of `with`."""
        with self.lock:
            chosen = min(self.runs, key=self.runs.__getitem__)
            self.runs[chosen] += 1
        try:
            yield chosen
        finally:
            with self.lock:
                self.runs[chosen] -= 1


processors = Processors()
