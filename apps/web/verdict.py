"""A run as its learner sees it: one value a template can print, from queued to graded."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.grading.models import Run, State
from apps.grading.queries import FAR, Queue, queue_of

FINAL = (State.DONE, State.CANCELLED, State.SUPERSEDED, State.FAULT)


@dataclass
class Bar:
    """How much of a limit was used. `share` is in percent, for a drawn bar."""

    name: str
    used: str
    share: float


@dataclass
class Verdict:
    run: Run
    queue: Queue | None = None
    own: bool = False
    """Whether it answers the learner's own click on this page, so that focus moves to it."""
    polls: int = 0
    tests: list[dict[str, Any]] = field(default_factory=list)

    @property
    def final(self) -> bool:
        return self.run.state in FINAL

    @property
    def next_poll(self) -> int:
        """Seconds until the page asks again: 1, later 2, later 5."""
        return 1 if self.polls < 10 else 2 if self.polls < 40 else 5

    @cached_property
    def first_failing(self) -> dict[str, Any] | None:
        failing = [test for test in self.tests if test["status"] in ("fail", "error")]
        unmet = failing or [test for test in self.tests if test["status"] != "pass"]
        return unmet[0] if unmet else None

    @property
    def frames(self) -> list[dict[str, Any]]:
        """The learner's lines, outermost first: of the import, or of the first failing test."""
        result = self.run.result or {}
        return result.get("traceback") or (self.first_failing or {}).get("traceback") or []

    @property
    def headline(self) -> str:
        run, result = self.run, self.run.result
        if run.passed:
            return ngettext("The test passes.", "All %(n)s tests pass.", run.tests_total) % {
                "n": run.tests_total
            }
        if (
            result
            and result.get("message")
            and not any(test["status"] == "pass" for test in self.tests)
        ):
            return str(result["message"])
        return _("%(passed)s of %(total)s tests pass. The first that fails is open.") % {
            "passed": run.tests_passed,
            "total": run.tests_total,
        }

    @property
    def note(self) -> str:
        """The engine's own sentence, where the headline does not already say it."""
        message = str(self.run.result.get("message") or "") if self.run.result else ""
        return "" if message == self.headline else message

    @property
    def waited(self) -> float | None:
        run = self.run
        return (run.started_at - run.queued_at).total_seconds() if run.started_at else None

    @property
    def ran(self) -> float | None:
        run = self.run
        return (
            (run.finished_at - run.started_at).total_seconds()
            if run.started_at and run.finished_at
            else None
        )

    @property
    def bars(self) -> list[Bar]:
        result = self.run.result or {}
        usage, limits = result.get("usage") or {}, result.get("limits") or {}
        kinds = [
            ("cpu_s", _("Processor time"), _("%(used)s of %(limit)s s"), 2),
            ("memory_mib", _("Memory, at its peak"), _("%(used)s of %(limit)s MiB"), 0),
            ("output_kib", _("Output"), _("%(used)s of %(limit)s KiB"), 1),
        ]
        return [
            Bar(
                name,
                text % {"used": f"{usage[key]:.{digits}f}", "limit": f"{limits[key]:g}"},
                _share(usage, limits, key),
            )
            for key, name, text, digits in kinds
            if usage.get(key) is not None and limits.get(key)
        ]

    @property
    def place(self) -> str:
        """Where a waiting run stands."""
        assert self.queue
        if own := self.queue.own_before:
            return ngettext(
                "Waiting behind another run of yours",
                "Waiting behind %(n)s other runs of yours",
                own,
            ) % {"n": own}
        if self.queue.is_far:
            return _("Waiting, number %(place)s or later in the queue") % {"place": FAR}
        if self.queue.place == 1:
            return _("Waiting, next in the queue")
        return _("Waiting, number %(place)s in the queue") % {"place": self.queue.place}

    @property
    def wait(self) -> str:
        """How long until the verdict, roughly; empty where nothing comes before or nobody knows."""
        queue = self.queue
        seconds = queue.wait_seconds if queue else None
        if seconds is None or not (queue and (queue.place > 1 or queue.own_before)):
            return ""
        if seconds < 90:
            return _("about %(n)s s") % {"n": max(1, round(seconds))}
        return _("about %(n)s min") % {"n": round(seconds / 60)}

    @property
    def waiting_for(self) -> str:
        """Why nothing happens yet, when the reason is the grader and not the queue."""
        if self.queue is None or self.queue.grader == "ready":
            return ""
        return _("%(reason)s Your work waits safely.") % {"reason": _why_not_grading(self.queue)}


def _why_not_grading(queue: Queue) -> str:
    match queue.grader:
        case "refusing":
            return _("The grader is not grading: its sandbox does not hold on this machine.")
        case "failing":
            return _("The grader is not grading: it failed a test of itself and is being watched.")
        case "off":
            return _(
                "The torch grader is turned off here (TORCH=0). "
                "Whoever runs this site turns it on with TORCH=1."
            )
        case "installing":
            return _("Torch is still being installed here. %(detail)s") % {"detail": queue.detail}
        case "failed":
            return _("Torch could not be installed here; whoever runs this site can see why.")
        case "absent":
            return _("No grader is running for this exercise at the moment.")
    return _("The grader is starting.")


def _share(usage: dict[str, float], limits: dict[str, float], key: str) -> float:
    return round(min(100.0, 100.0 * usage[key] / limits[key]), 1)


def verdict_of(run: Run, own: bool = False, polls: int = 0) -> Verdict:
    """Two to four queries for an open run, none for one that has ended."""
    tests = [
        {**test, "cells": _cells(test.get("array")), "took": _took(run, test)}
        for test in _tests(run)
    ]
    verdict = Verdict(run, queue_of(run) if run.is_open else None, own, polls, tests)
    if verdict.first_failing is not None:
        verdict.first_failing["open"] = True
    return verdict


def _tests(run: Run) -> list[dict[str, Any]]:
    tests: list[dict[str, Any]] = (run.result or {}).get("tests", [])
    return tests


def _took(run: Run, test: dict[str, Any]) -> str:
    """Processor time, where the test came to its end and there is a time to tell."""
    seconds = test.get("cpu_s")
    stopped = ((run.result or {}).get("limit") or {}).get("test") == test["id"]
    if seconds is None or test["status"] == "not run" or (stopped and not seconds):
        return ""
    return f"{seconds:.2f} s" if seconds >= 0.005 else "< 0.01 s"


def _cells(array: dict[str, Any] | None) -> list[list[tuple[str, bool]]]:
    """An array in a message, entry by entry: its text, and whether it is one that is wrong."""
    if not array:
        return []
    bad = {tuple(place) for place in array.get("bad", [])}
    return [
        [(str(entry), (i, j) in bad) for j, entry in enumerate(row)]
        for i, row in enumerate(array.get("rows", []))
    ]
