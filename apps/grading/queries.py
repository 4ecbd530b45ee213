"""Reads over submissions and runs that pages need."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import BooleanField, Count, Func, Max, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from apps.accounts.models import User
from apps.content.models import Exercise, Module
from apps.grading.actions import GRADER_FRESH
from apps.grading.models import (
    ATTEMPT,
    IN_LINE,
    OF_ATTEMPT,
    WAITING,
    Grader,
    Outcome,
    Run,
    State,
    Submission,
)
from apps.lib.embedded import torch_state


@dataclass(frozen=True)
class ExerciseProgress:
    passed: bool
    attempts: int
    best: int
    total: int


def exercise_progress(user: User, module: Module | None = None) -> dict[str, ExerciseProgress]:
    """Exercise id → how far this learner is, for each one they have tried, in one module or the
    whole course: one query. What was cancelled or superseded was no try.
    """
    runs = Run.objects.filter(OF_ATTEMPT, learner=user)
    if module:
        runs = runs.filter(submission__exercise__module=module)
    tried = runs.exclude(state__in=[State.CANCELLED, State.SUPERSEDED])
    rows = tried.values("submission__exercise_id").annotate(
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
    mine = Submission.objects.filter(ATTEMPT, user=user)
    return mine.select_related("exercise").order_by("-pk").first()


def has_passed(user: User, exercise: Exercise) -> bool:
    mine = Run.objects.filter(OF_ATTEMPT, learner=user, submission__exercise=exercise)
    return mine.filter(outcome=Outcome.PASSED).exists()


def failed_without_cause(runs: QuerySet[Run]) -> QuerySet[Run]:
    """Of these, runs that failed and were told no message: what an editor should look into."""
    return _failed(runs, named=False)


def failed_with_cause(runs: QuerySet[Run]) -> QuerySet[Run]:
    return _failed(runs, named=True)


def _failed(runs: QuerySet[Run], *, named: bool) -> QuerySet[Run]:
    """By whether a test of the result has a message id."""
    names_cause = Func(
        "result",
        Value('$.tests[*].message_id ? (@.type() == "string")'),
        template="jsonb_path_exists(%(expressions)s::jsonpath)",
        output_field=BooleanField(),
    )
    failed = runs.filter(outcome=Outcome.FAILED)
    return failed.alias(names_cause=names_cause).filter(names_cause=named)


@dataclass(frozen=True)
class Attempt:
    """A submission with its newest run."""

    submission: Submission
    run: Run | None


def attempts(user: User, exercise: Exercise) -> list[Attempt]:
    """All of this learner's submissions to the exercise, newest first: two queries."""
    mine = Submission.objects.filter(ATTEMPT, user=user, exercise=exercise).defer("files")
    submissions = list(mine.order_by("-number"))
    newest = newest_runs(submission.pk for submission in submissions)
    return [Attempt(submission, newest.get(submission.pk)) for submission in submissions]


def newest_runs(submissions: Iterable[int]) -> dict[int, Run]:
    """Submission → its newest run, without what it told: one query."""
    runs = Run.objects.filter(submission__in=list(submissions)).defer("result")
    return {run.submission_id: run for run in runs.order_by("pk")}


@dataclass(frozen=True)
class GraderState:
    """What the graders of a runtime say, the best first."""

    state: str
    detail: str = ""
    slots: int = 0
    """Runs that the ready ones grade at once."""
    troubles: tuple[str, ...] = ()
    """What those say that are not ready while another is."""


@dataclass(frozen=True)
class Queue:
    """What a waiting learner wants to know."""

    place: int
    """1 is next; at FAR the queue is that long or longer. 0 while it runs."""
    own_before: int
    """How many of the learner's own runs come first; this one then stands in no line yet."""
    usual_seconds: float | None
    wait_seconds: float | None
    """A guess, from the usual time of this exercise; None where nobody grades or nothing is
    known.
    """
    grader: str
    """Its state: see `grader_states`."""
    detail: str

    @property
    def is_far(self) -> bool:
        return self.place >= FAR


FAR = 1000  # nobody counts beyond


def queue_of(run: Run) -> Queue:
    """Where an open run stands: three queries, four behind runs of the learner's own, and each
    reads no more than FAR rows, however long the queue is.
    """
    usual = usual_seconds(run)
    grader = grader_state(run.runtime)
    if run.state == State.RUNNING:
        return Queue(0, 0, usual, usual, grader.state, grader.detail)
    own = 0 if run.in_line_since else _own_before(run)
    line = _line_before(run)
    wait = None
    if usual is not None and grader.slots:
        # Behind one's own, everybody else in the line comes once for each of them.
        before = own * max(1, line) if own else line
        wait = before * usual / grader.slots + usual
    return Queue(line + 1, own, usual, wait, grader.state, grader.detail)


def _line_before(run: Run) -> int:
    """Runs in the line before this one; all of them, for one that does not stand there yet."""
    line = Run.objects.filter(IN_LINE, runtime=run.runtime)
    if run.in_line_since:
        earlier = Q(in_line_since__lt=run.in_line_since)
        earlier |= Q(in_line_since=run.in_line_since, pk__lt=run.pk)
        line = line.filter(earlier & Q(bulk=run.bulk) | (Q(bulk=False) if run.bulk else Q()))
    else:
        line = line.filter(bulk=False)
    return line.order_by()[: FAR - 1].count()


def _own_before(run: Run) -> int:
    """Runs of the same learner that come before one that stands in no line."""
    own = Run.objects.filter(WAITING, learner=run.learner_id, runtime=run.runtime, bulk=False)
    return own.filter(Q(pk__lt=run.pk) | Q(in_line_since__isnull=False))[:FAR].count()


def usual_seconds(run: Run, last: int = 20) -> float | None:
    """The median grading time of the latest verdicts on this revision of the exercise."""
    times = (
        Run.objects.filter(revision=run.revision_id, state=State.DONE, started_at__isnull=False)
        .order_by("-pk")
        .values_list("started_at", "finished_at")[:last]
    )
    seconds = sorted(
        (finished - started).total_seconds() for started, finished in times if started and finished
    )
    return seconds[len(seconds) // 2] if seconds else None


def grader_state(runtime: str) -> GraderState:
    """What the graders of a runtime that have reported lately say."""
    return grader_states([runtime])[runtime]


def grader_states(runtimes: Iterable[str]) -> dict[str, GraderState]:
    """Runtime → what its graders say, in one query.

    `ready`, `starting`, `failing` or `refusing` is what a grader says of itself. Where none has
    been heard of lately it is `absent`, or for torch why: `off`, `installing`, `failed`.
    """
    fresh = Grader.objects.filter(
        seen_at__gte=timezone.now() - GRADER_FRESH, runtime__in=(wanted := list(runtimes))
    )
    heard: dict[str, list[Grader]] = {runtime: [] for runtime in wanted}
    for grader in fresh:
        heard[grader.runtime].append(grader)
    return {runtime: _state_of(runtime, graders) for runtime, graders in heard.items()}


BEST_FIRST = [Grader.State.READY, Grader.State.STARTING, Grader.State.FAILING]
BEST_FIRST += [Grader.State.REFUSING]


def _state_of(runtime: str, graders: list[Grader]) -> GraderState:
    if not graders:
        return GraderState(*_unheard(runtime))
    graders.sort(key=lambda grader: BEST_FIRST.index(Grader.State(grader.state)))
    best = graders[0]
    ready = [grader for grader in graders if grader.state == Grader.State.READY]
    unwell = [grader for grader in graders[1:] if grader.detail]
    return GraderState(
        best.state,
        best.detail,
        sum(grader.slots for grader in ready),
        tuple(f"{grader.state}: {grader.detail}" for grader in unwell),
    )


def _unheard(runtime: str) -> tuple[str, str]:
    if runtime != "torch":
        return "absent", ""
    if not settings.TORCH:
        return "off", "TORCH=0"
    state, detail = torch_state(settings.DATA_DIR)
    return ("starting", "") if state == "ready" else (state, detail)


def newest_run(user: User, exercise: Exercise) -> Run | None:
    runs: QuerySet[Run] = Run.objects.filter(
        OF_ATTEMPT, learner=user, submission__exercise=exercise
    )
    return (
        runs.select_related("submission", "revision")
        .defer("revision__files", "revision__page")
        .first()
    )
