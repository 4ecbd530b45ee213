"""A run as its learner sees it: one value a template can print, from queued to graded."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext as _

from apps.grading.models import Run, State
from apps.grading.queries import FAR, Queue, queue_of
from apps.web.figures.plot import Plot
from apps.web.measures import Bar, Phases, bars, phases
from apps.web.tests_shown import shown_tests
from apps.web.words import Words, words

FINAL = (State.DONE, State.CANCELLED, State.SUPERSEDED, State.FAULT)


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

    @cached_property
    def message(self) -> Words:
        """The engine's own sentence."""
        return words(self.run.result or {}, "message")

    @property
    def speaks_for_all(self) -> bool:
        """Whether the engine's sentence says all there is to say."""
        return bool(self.message) and not any(test["status"] == "pass" for test in self.tests)

    @property
    def headline(self) -> Words:
        run = self.run
        if run.passed:
            passed = ngettext("The test passes.", "All %(n)s tests pass.", run.tests_total)
            return Words(passed % {"n": run.tests_total})
        if self.speaks_for_all:
            return self.message
        counted = _("%(passed)s of %(total)s tests pass. The first that fails is open.")
        return Words(counted % {"passed": run.tests_passed, "total": run.tests_total})

    @property
    def note(self) -> Words:
        """The engine's own sentence, where the headline does not already say it."""
        return Words("") if self.speaks_for_all else self.message

    @property
    def forgeable(self) -> str:
        said = (self.run.result or {}).get("forgeable")
        return gettext(said) if said else ""

    @property
    def limit_test(self) -> str:
        """The title of the test in which a limit was reached."""
        limit = (self.run.result or {}).get("limit") or {}
        return next((test["name"] for test in self.tests if test["id"] == limit.get("test")), "")

    @property
    def bars(self) -> list[Bar]:
        return bars(self.run.result or {})

    @cached_property
    def plots(self) -> list[Plot]:
        pairs = [(test["name"], plot) for test in self.tests for plot in test.get("plots") or ()]
        return [
            Plot(plot, f"plot-{self.run.pk}-{place}", name)
            for place, (name, plot) in enumerate(pairs)
        ]

    @cached_property
    def phases(self) -> Phases | None:
        return phases(self.run)

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


def verdict_of(run: Run, own: bool = False, polls: int = 0) -> Verdict:
    """Two to four queries for an open run, none for one that has ended."""
    tests = shown_tests(run.result or {})
    verdict = Verdict(run, queue_of(run) if run.is_open else None, own, polls, tests)
    if verdict.first_failing is not None:
        verdict.first_failing["open"] = True
    return verdict
