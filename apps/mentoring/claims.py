"""Who holds a request of the queue. A claim is a conditional UPDATE: of two mentors who ask for the
same at once, one gets it. It ends by itself, unless the open page or an act renews it.
"""

import datetime as dt

from django.conf import settings
from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from apps.accounts.models import User
from apps.mentoring.models import WAITING, Request

FREE = Q(claimed_until__isnull=True) | Q(claimed_until__lte=Now())


def claim_time() -> dt.timedelta:
    return dt.timedelta(minutes=settings.CLAIM_MINUTES)


def claim(request: Request, mentor: User) -> bool:
    """Take it, or go on holding it. False where another holds it, where it no longer waits, and for
    a mentor's own.
    """
    waiting = Request.objects.filter(WAITING, pk=request.pk).exclude(learner=mentor)
    return _hold(waiting.filter(FREE | Q(mentor=mentor)), request, mentor)


def renew(request: Request, mentor: User) -> bool:
    """Go on holding it. A claim that has run out is still renewed while nobody else has taken it;
    False where it was let go, taken or answered.
    """
    theirs = Request.objects.filter(
        WAITING, pk=request.pk, mentor=mentor, claimed_until__isnull=False
    )
    return _hold(theirs, request, mentor)


def _hold(claimable: QuerySet[Request], request: Request, mentor: User) -> bool:
    """Whether the update met a row; `request` then says so too."""
    until = timezone.now() + claim_time()
    held = bool(claimable.update(mentor=mentor, claimed_until=until))
    if held:
        request.mentor, request.claimed_until = mentor, until
    return held


def release(request: Request, mentor: User) -> bool:
    """Let it go, for others to take. It keeps its place."""
    theirs = Request.objects.filter(WAITING, pk=request.pk, mentor=mentor)
    return bool(theirs.update(mentor=None, claimed_until=None))
