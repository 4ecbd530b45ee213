"""Reads over submissions and runs that pages need."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Max, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from apps.accounts.models import User
from apps.content.models import Exercise, Module
from apps.grading.models import Grader, Outcome, Run, State, Submission
from apps.lib.embedded import torch_state


@dataclass(frozen=True)
class ExerciseProgress:
    passed: bool
    attempts: int
    best: int
    total: int


def exercise_progress(user: User, module: Module | None = None) -> dict[str, ExerciseProgress]:
    """Exercise id → how far this learner is, for each one they have tried, in one module or the
    whole course: one query.
    """
    runs = Run.objects.filter(submission__user=user)
    if module:
        runs = runs.filter(submission__exercise__module=module)
    rows = runs.values("submission__exercise_id").annotate(
        passes=Count("pk", filter=Q(outcome=Outcome.PASSED)),
        attempts=Count("submission_id", distinct=True),
        best=Coalesce(Max("tests_passed"), 0),
        total=Coalesce(Max("tests_total"), 0),
    )
    return {
        row["submission__exercise_id"]: ExerciseProgress(
            bool(row["passes"]), row["attempts"], row["best"], row["total"]
        )
        for row in rows
    }


def latest_attempt(user: User) -> Submission | None:
    return Submission.objects.filter(user=user).select_related("exercise").order_by("-pk").first()


def has_passed(user: User, exercise: Exercise) -> bool:
    return Run.objects.filter(
        submission__user=user, submission__exercise=exercise, outcome=Outcome.PASSED
    ).exists()


@dataclass(frozen=True)
class Attempt:
    """A submission with its newest run."""

    submission: Submission
    run: Run | None


def attempts(user: User, exercise: Exercise) -> list[Attempt]:
    """All of this learner's submissions to the exercise, newest first: two queries."""
    mine = Submission.objects.filter(user=user, exercise=exercise).defer("files")
    submissions = list(mine.order_by("-number"))
    runs = Run.objects.filter(submission__in=submissions).defer("result")
    newest = {run.submission_id: run for run in runs.order_by("pk")}
    return [Attempt(submission, newest.get(submission.pk)) for submission in submissions]


@dataclass(frozen=True)
class Queue:
    """What a waiting learner wants to know."""

    place: int
    usual_seconds: float | None
    grader: str
    """Its state: see `grader_states`."""
    detail: str


FRESH_SECONDS = 30


def queue_of(run: Run) -> Queue:
    """Where an open run stands: 1 is next. Three queries, however long the queue is."""
    ahead = Run.objects.filter(runtime=run.runtime, state=State.QUEUED, pk__lt=run.pk).count()
    grader, detail = grader_state(run.runtime)
    return Queue(ahead + 1, usual_seconds(run.submission.exercise), grader, detail)


def usual_seconds(exercise: Exercise, last: int = 20) -> float | None:
    """The median grading time of this exercise's latest verdicts."""
    times = (
        Run.objects.filter(
            submission__exercise=exercise, state=State.DONE, started_at__isnull=False
        )
        .order_by("-pk")
        .values_list("started_at", "finished_at")[:last]
    )
    seconds = sorted(
        (finished - started).total_seconds() for started, finished in times if started and finished
    )
    return seconds[len(seconds) // 2] if seconds else None


def grader_state(runtime: str) -> tuple[str, str]:
    """The best state among the graders of a runtime that have reported lately, and what it says."""
    return grader_states([runtime])[runtime]


def grader_states(runtimes: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Runtime → state and detail.

    `ready`, `starting` or `refusing` is what a grader says of itself. Where none has been heard of
    lately it is `absent`, or for torch why: `off`, `installing`, `failed`.
    """
    fresh = timezone.now() - dt.timedelta(seconds=FRESH_SECONDS)
    order = [Grader.State.READY, Grader.State.STARTING, Grader.State.REFUSING]
    states = {runtime: _unheard(runtime) for runtime in runtimes}
    graders = Grader.objects.filter(seen_at__gte=fresh, runtime__in=states)
    for grader in sorted(
        graders, key=lambda grader: order.index(Grader.State(grader.state)), reverse=True
    ):
        states[grader.runtime] = (grader.state, grader.detail)
    return states


def _unheard(runtime: str) -> tuple[str, str]:
    if runtime != "torch":
        return "absent", ""
    if not settings.TORCH:
        return "off", "TORCH=0"
    state, detail = torch_state(settings.DATA_DIR)
    return ("starting", "") if state == "ready" else (state, detail)


def newest_run(user: User, exercise: Exercise) -> Run | None:
    runs: QuerySet[Run] = Run.objects.filter(submission__user=user, submission__exercise=exercise)
    return (
        runs.select_related("submission", "revision")
        .defer("revision__files", "revision__page")
        .first()
    )
