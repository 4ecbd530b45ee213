"""A submission is what was sent, a run is one attempt to grade it, a verdict is a run's outcome."""

import datetime as dt
import uuid
from itertools import pairwise
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.content.models import Exercise, ExerciseRevision

ATTEMPT = Q(trial_of__isnull=True)  # what a learner has sent, without mentors' trials
OF_ATTEMPT = Q(submission__trial_of__isnull=True)  # the same of runs


class Submission(models.Model):
    """What somebody sent: a learner their attempt, or a mentor a copy of one, edited to see what
    the change does (`trial_of`). A trial is nobody's attempt: see `ATTEMPT`.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="submissions")
    exercise = models.ForeignKey(Exercise, models.PROTECT, related_name="submissions")
    number = models.PositiveIntegerField(help_text="1 for the learner's first at this exercise")
    trial_of = models.ForeignKey(
        "self",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="trials",
        db_index=False,
        help_text="the attempt of which this is a mentor’s edited copy",
    )
    files = models.JSONField(help_text="path → text")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "exercise", "number"],
                condition=ATTEMPT,
                name="attempts_are_numbered",
            ),
            models.UniqueConstraint(
                fields=["trial_of", "user", "number"],
                condition=~ATTEMPT,
                name="trials_are_numbered",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.number}"

    def get_absolute_url(self) -> str:
        return reverse("attempt", args=[self.pk])


class State(models.TextChoices):
    QUEUED = "queued", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("graded")
    CANCELLED = "cancelled", _("cancelled")
    SUPERSEDED = "superseded", _("superseded")
    FAULT = "fault", _("grader at fault")


class Outcome(models.TextChoices):
    PASSED = "passed", _("passed")
    FAILED = "failed", _("failed")
    ERROR = "error", _("ended early")
    LIMIT = "limit", _("limit reached")


OPEN = Q(state__in=[State.QUEUED, State.RUNNING])
WAITING = Q(state=State.QUEUED)
IN_LINE = WAITING & Q(in_line_since__isnull=False)
SLOTS = [1, 2]  # live runs of one learner that may run at once


class Run(models.Model):
    """One attempt to grade a submission. This row is the truth; a message only says that there is
    work. Who is next is decided in `apps.grading.line`.
    """

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="runs")
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="+",
        db_index=False,
        help_text="whose submission it is; here too, for the indexes and constraints below",
    )
    revision = models.ForeignKey(
        ExerciseRevision, models.PROTECT, related_name="runs", db_index=False
    )
    runtime = models.CharField(max_length=10)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    phase = models.CharField(
        max_length=100, blank=True, help_text="what the grader is doing, while running"
    )

    bulk = models.BooleanField(default=False, help_text="gives way to what a learner waits for")
    in_line_since = models.DateTimeField(
        null=True, blank=True, help_text="its place; none while it waits behind its learner's own"
    )
    slot = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="which of its learner's two it holds, while running"
    )
    attempts = models.PositiveSmallIntegerField(default=0, help_text="times it was claimed")
    token = models.UUIDField(null=True, blank=True, help_text="of the claim that may finish it")
    lease_until = models.DateTimeField(null=True, blank=True)
    nudged_at = models.DateTimeField(
        default=timezone.now, help_text="when a message was last sent for it"
    )

    queued_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    result = models.JSONField(
        null=True, blank=True, help_text="as the engine gave it (results.json v3)"
    )
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    tests_passed = models.PositiveSmallIntegerField(default=0)
    tests_total = models.PositiveSmallIntegerField(default=0)
    fault = models.TextField(blank=True, help_text="for operators: what went wrong with the grader")

    class Meta:
        ordering = ["-pk"]
        get_latest_by = "pk"
        indexes = [
            models.Index(
                fields=["runtime", "bulk", "in_line_since", "id"],
                condition=IN_LINE,
                name="run_in_line",
            ),
            models.Index(
                fields=["learner", "runtime", "queued_at", "id"],
                condition=WAITING & Q(in_line_since__isnull=True),
                name="run_behind_its_own",
            ),
            models.Index(fields=["runtime", "nudged_at"], condition=WAITING, name="run_to_sweep"),
            models.Index(
                fields=["lease_until"], condition=Q(state=State.RUNNING), name="run_leased"
            ),
            models.Index(fields=["revision", "id"], name="run_of_revision"),
            models.Index(fields=["learner", "id"], name="run_of_learner"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=State.DONE) | (Q(result__isnull=False) & ~Q(outcome="")),
                name="a_graded_run_has_a_verdict",
            ),
            models.CheckConstraint(
                condition=Q(state=State.RUNNING, bulk=False, slot__isnull=False, slot__in=SLOTS)
                | (~Q(state=State.RUNNING, bulk=False) & Q(slot__isnull=True)),
                name="a_live_run_at_work_holds_a_slot",
            ),
            models.UniqueConstraint(
                fields=["learner", "slot"],
                condition=Q(slot__isnull=False),
                name="a_slot_is_held_once",
            ),
            models.UniqueConstraint(
                fields=["learner", "runtime"],
                condition=IN_LINE & Q(bulk=False),
                name="a_learner_stands_in_a_line_once",
            ),
        ]

    def __str__(self) -> str:
        return f"run {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state in (State.QUEUED, State.RUNNING)

    @property
    def passed(self) -> bool:
        return self.outcome == Outcome.PASSED

    def hold(self, token: uuid.UUID, /, **changes: Any) -> bool:
        """Change this run if `token` still holds it. Returns whether it did."""
        return bool(
            Run.objects.filter(pk=self.pk, token=token, state=State.RUNNING).update(**changes)
        )

    @property
    def phases(self) -> dict[str, float]:
        """Seconds it waited, was prepared, was tested and was stored, as far as it has come."""
        told = (self.result or {}).get("phases") or {}
        times = [self.queued_at, self.started_at, _moment(told.get("ready"))]
        times += [_moment(told.get("finished")), self.finished_at]
        known = zip(PHASES, pairwise(times), strict=True)
        return {
            name: max(0.0, (end - start).total_seconds())
            for name, (start, end) in known
            if start and end
        }


PHASES = ["waiting", "preparing", "testing", "storing"]


def _moment(text: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if text else None


class Grader(models.Model):
    """One grading process, as it last said of itself."""

    class State(models.TextChoices):
        READY = "ready", _("ready")
        REFUSING = "refusing", _("refusing: isolation is missing")
        FAILING = "failing", _("failing: its canary is misjudged")
        STARTING = "starting", _("starting")

    name = models.CharField(max_length=200, primary_key=True)
    runtime = models.CharField(max_length=10)
    state = models.CharField(max_length=10, choices=State)
    detail = models.TextField(blank=True)
    slots = models.PositiveSmallIntegerField(default=1, help_text="runs it grades at once")
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["runtime", "name"]

    def __str__(self) -> str:
        return self.name
