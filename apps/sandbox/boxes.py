"""The warm zygotes of one engine: started when first needed, recycled, replaced after faults."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from apps.sandbox.box import Box, GraderFault

RUNS_PER_BOX = 500
MAX_BOXES = 6

Key = tuple[str, int | None]


class Boxes:
    """Thread-safe. A box out of service, which `retired` is told of, ends when its last run has."""

    def __init__(self, runtime: str, retired: Callable[[Box], None]) -> None:
        self.runtime = runtime
        self.retired = retired
        self.lock = threading.Lock()
        self.starting: dict[Key, threading.Lock] = {}
        self.succeeding: set[Key] = set()
        self.boxes: dict[Key, Box] = {}
        self.speed: float | None = None  # of this machine: the first learner box has measured it
        self.closed = False

    @contextmanager
    def borrow(self, role: str, hash_seed: int | None = None) -> Iterator[Box]:
        box = self._take((role, hash_seed))
        try:
            yield box
        finally:
            self._give(box)

    def _take(self, key: Key) -> Box:
        with self.lock:
            start = self.starting.setdefault(key, threading.Lock())
        with start:  # one thread starts a box, the others wait for it
            with self.lock:
                box = self.boxes.get(key)
                if box is not None and not box.alive():
                    self._retire(key)
                    box = None
            if box is None:
                box = Box(key[0], self.runtime, key[1])
            with self.lock:
                if self.closed:
                    box.close()
                    raise GraderFault("the engine has been closed")
                if self.speed is None and box.role == "learner":
                    self.speed = box.speed
                self.boxes[key] = box
                box.active += 1
                box.runs += 1
                self._make_room(key)
                self._recycle(key)
        return box

    def _make_room(self, keep: Key) -> None:
        for key in list(self.boxes):
            if len(self.boxes) > MAX_BOXES and key != keep and not self.boxes[key].active:
                self._retire(key)

    def _recycle(self, key: Key) -> None:
        """A worn box goes on until its successor is there, so that no run waits for that."""
        if self.boxes[key].runs >= RUNS_PER_BOX and key not in self.succeeding:
            self.succeeding.add(key)
            threading.Thread(target=self._succeed, args=(key,), daemon=True).start()

    def _succeed(self, key: Key) -> None:
        successor = None
        with contextlib.suppress(GraderFault):  # the next run starts a box, and can tell somebody
            successor = Box(key[0], self.runtime, key[1])
        with self.lock:
            self.succeeding.discard(key)
            if key in self.boxes:
                self._retire(key)
            if successor is not None and self.closed:
                successor.close()
            elif successor is not None:
                self.boxes[key] = successor

    def _retire(self, key: Key) -> None:
        box = self.boxes.pop(key)
        self.retired(box)
        if not box.active:
            box.close()

    def _give(self, box: Box) -> None:
        with self.lock:
            box.active -= 1
            if not box.active and self.boxes.get((box.role, box.hash_seed)) is not box:
                box.close()

    def discard(self, box: Box) -> None:
        """Take a faulty box out of service."""
        with self.lock:
            if self.boxes.get((box.role, box.hash_seed)) is box:
                self._retire((box.role, box.hash_seed))

    def close(self) -> None:
        with self.lock:
            self.closed = True
            for key in list(self.boxes):
                self.boxes.pop(key).close()
