"""`fresh_solution` in the checker: further processes of the learner's, started by the host."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from typing import Any, NoReturn

from apps.sandbox.inside.modules import RemoteModule
from apps.sandbox.inside.output import CheckerChannel, Output
from apps.sandbox.inside.plugin import Clock, Results
from apps.sandbox.inside.remote import Learner


class _FreshLearner(Learner):
    """Ends the session as the first process would: no answer shows anything to be right."""

    first: Learner

    def _lose(self, why: str) -> NoReturn:
        self.first.lost, self.first.detail = why, self.detail
        super()._lose(why)


class Fresh:
    """The ends of conversations that no process has yet: pairs of a talk and a clock."""

    def __init__(
        self, learner: Learner, results: Results, clock: Clock, output: Output, ends: range
    ) -> None:
        self.learner, self.results, self.clock, self.output = learner, results, clock, output
        self.ends = list(zip(ends[::2], ends[1::2], strict=True))
        self.started = 0

    @contextlib.contextmanager
    def start(self, hash_seed: int | None, module: str) -> Iterator[Any]:
        """The module in a process of its own, with that hash seed, which ends with the block."""
        if self.started == len(self.ends):
            raise RuntimeError(f"a run may ask for {len(self.ends)} fresh processes, not more")
        number, self.started = self.started, self.started + 1
        talk, clock = self.ends[number]
        event = {"event": "fresh", "number": number, "hash_seed": hash_seed}
        self.results.send(event | {"cpu_s": self.clock.read()[0]})
        channel = CheckerChannel(talk, self.output)
        learner = _FreshLearner(channel, learner_compares=self.learner.learner_compares)
        learner.first, learner.in_test = self.learner, True
        try:
            made = RemoteModule(module)
            made.__remote__ = (learner, learner.request("import", module))
            yield made
        finally:
            os.close(talk)
            os.close(clock)
