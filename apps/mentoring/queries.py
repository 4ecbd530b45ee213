"""Reads over requests that pages need. None of them reads more of the queue than it shows."""

import datetime as dt
import statistics
from dataclasses import dataclass

from django.db.models import OuterRef, Q, QuerySet, Subquery

from apps.accounts.models import User
from apps.content.models import Exercise, Module
from apps.content.outline import outline_of
from apps.grading.models import Run
from apps.grading.queries import newest_runs
from apps.mentoring.models import OPEN, WAITING, Comment, Request, Review

LATEST = 50  # answers that the median is of
FAR = 100  # nobody counts beyond
PAGE = 30  # requests a page of the queue


def median_wait() -> dt.timedelta | None:
    """How long the latest answers were waited for; None before the first."""
    latest = Review.objects.order_by("-created_at").values_list("waited_since", "created_at")
    waits = [(sent - asked).total_seconds() for asked, sent in latest[:LATEST]]
    return dt.timedelta(seconds=statistics.median(waits)) if waits else None


def waiting_count() -> int:
    """Requests in the queue, counted up to FAR."""
    return Request.objects.filter(WAITING).order_by()[:FAR].count()


def place_in_queue(request: Request) -> int:
    """1 is next; at FAR it is that far or farther."""
    earlier = Q(waiting_since__lt=request.waiting_since)
    earlier |= Q(waiting_since=request.waiting_since, pk__lt=request.pk)
    return Request.objects.filter(WAITING).filter(earlier).order_by()[: FAR - 1].count() + 1


def open_request(learner: User, exercise: Exercise) -> Request | None:
    """The conversation that asking about this exercise goes on with."""
    mine = Request.objects.filter(OPEN, learner=learner, exercise=exercise)
    return mine.select_related("mentor").first()


@dataclass(frozen=True)
class Place:
    """Where a page of the queue ends: what stands in it may leave meanwhile, so nothing is counted
    off.
    """

    since: dt.datetime
    pk: int

    @classmethod
    def parse(cls, text: str) -> "Place | None":
        since, _, pk = text.partition("_")
        try:
            place = cls(dt.datetime.fromisoformat(since), int(pk))
        except ValueError:
            return None
        return place if place.since.tzinfo else None

    def __str__(self) -> str:
        return f"{self.since.isoformat()}_{self.pk}"


@dataclass(frozen=True)
class Waiting:
    """A request in the queue."""

    request: Request
    words: str
    """What its learner wrote last."""
    run: Run | None
    """The newest of its attempt."""


@dataclass(frozen=True)
class QueuePage:
    rows: list[Waiting]
    next: Place | None


def queue_page(
    *,
    kind: str = "",
    module: Module | None = None,
    exercise: str = "",
    mentor: User | None = None,
    after: Place | None = None,
) -> QueuePage:
    """Those that wait, who has waited longest first: of one kind, of one module or one exercise,
    or those that `mentor` holds or has answered before.
    """
    waiting = Request.objects.filter(WAITING)
    if kind:
        waiting = waiting.filter(kind=kind)
    if module:
        waiting = waiting.filter(_about(module))
    if exercise:
        waiting = waiting.filter(exercise=exercise)
    if mentor:
        waiting = waiting.filter(mentor=mentor)
    if after:
        later = Q(waiting_since__gt=after.since) | Q(waiting_since=after.since, pk__gt=after.pk)
        waiting = waiting.filter(later, waiting_since__gte=after.since)
    rows = _rows(waiting, PAGE + 1)
    last = rows[PAGE - 1].request if len(rows) > PAGE else None
    end = Place(last.waiting_since, last.pk) if last and last.waiting_since else None
    return QueuePage(rows[:PAGE], end)


def _about(module: Module) -> Q:
    units = outline_of(module)
    lessons = [unit.id for unit in units if unit.kind == "lesson"]
    exercises = [unit.id for unit in units if unit.kind == "exercise"]
    return Q(exercise__in=exercises) | Q(lesson__in=lessons)


def _rows(waiting: QuerySet[Request], count: int) -> list[Waiting]:
    """Two queries, however many they are."""
    said = Comment.objects.filter(
        request=OuterRef("pk"), author=OuterRef("learner"), sent_at__isnull=False
    )
    found = waiting.select_related("learner", "mentor", "exercise", "lesson", "submission")
    requests = list(
        found.defer("submission__files").annotate(
            words=Subquery(said.order_by("-pk").values("text")[:1])
        )[:count]
    )
    runs = newest_runs(request.submission_id for request in requests if request.submission_id)
    return [
        Waiting(request, request.words or "", runs.get(request.submission_id or 0))
        for request in requests
    ]
