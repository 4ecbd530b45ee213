"""A submission is what was sent, a run is one attempt to grade it, a verdict is a run's outcome."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.content.models import Exercise, ExerciseRevision


class Submission(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="submissions")
    exercise = models.ForeignKey(Exercise, models.PROTECT, related_name="submissions")
    number = models.PositiveIntegerField(help_text="1 for the learner's first at this exercise")
    files = models.JSONField(help_text="path → text")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "exercise", "number"], name="attempts_are_numbered"
            )
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
    FAULT = "fault", _("grader at fault")


class Outcome(models.TextChoices):
    PASSED = "passed", _("passed")
    FAILED = "failed", _("failed")
    ERROR = "error", _("ended early")
    LIMIT = "limit", _("limit reached")


OPEN = Q(state__in=[State.QUEUED, State.RUNNING])


class RunQuerySet(models.QuerySet["Run"]):
    def claimable(self, now: Any) -> "RunQuerySet":
        """Runs nobody holds: waiting, or held by a worker whose lease has run out."""
        return self.filter(Q(state=State.QUEUED) | Q(state=State.RUNNING, lease_until__lt=now))


class Run(models.Model):
    """One attempt to grade a submission. This row is the truth; a message only points at it."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="runs")
    revision = models.ForeignKey(ExerciseRevision, models.PROTECT, related_name="runs")
    runtime = models.CharField(max_length=10)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    phase = models.CharField(
        max_length=100, blank=True, help_text="what the grader is doing, while running"
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

    objects = RunQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        get_latest_by = "pk"
        indexes = [
            models.Index(fields=["runtime", "id"], condition=OPEN, name="run_open"),
            models.Index(fields=["nudged_at"], condition=OPEN, name="run_to_sweep"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=State.DONE) | (Q(result__isnull=False) & ~Q(outcome="")),
                name="a_graded_run_has_a_verdict",
            )
        ]

    def __str__(self) -> str:
        return f"run {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state in (State.QUEUED, State.RUNNING)

    @property
    def passed(self) -> bool:
        return self.outcome == Outcome.PASSED

    def hold(self, token: uuid.UUID, **changes: Any) -> bool:
        """Change this run if `token` still holds it. Returns whether it did."""
        return bool(
            Run.objects.filter(pk=self.pk, token=token, state=State.RUNNING).update(**changes)
        )


class Grader(models.Model):
    """One grading process, as it last said of itself."""

    class State(models.TextChoices):
        READY = "ready", _("ready")
        REFUSING = "refusing", _("refusing: isolation is missing")
        STARTING = "starting", _("starting")

    name = models.CharField(max_length=200, primary_key=True)
    runtime = models.CharField(max_length=10)
    state = models.CharField(max_length=10, choices=State)
    detail = models.TextField(blank=True)
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["runtime", "name"]

    def __str__(self) -> str:
        return self.name
