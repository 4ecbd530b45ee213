"""Reads over requests that pages need."""

import datetime as dt
import statistics

from django.db.models import Q

from apps.mentoring.models import WAITING, Request, Review

LATEST = 50  # answers that the median is of
FAR = 100  # nobody counts beyond


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
