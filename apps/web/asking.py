"""What the pages that ask a mentor have in common."""

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django_htmx.http import HttpResponseClientRedirect

from apps.accounts.models import User
from apps.content.models import Exercise
from apps.lib.usertext import MAX_CHARACTERS
from apps.mentoring.models import Request, State
from apps.mentoring.queries import FAR, median_wait, open_request, place_in_queue


@dataclass(frozen=True)
class Asking:
    """What a learner is told where they can ask: how things stand, and how long it takes."""

    open: Request | None = None
    """The conversation that asking goes on with."""
    place: int = 0
    """Its place in the queue, where it waits: 1 is next."""
    median: dt.timedelta | None = None
    words: int = MAX_CHARACTERS

    @property
    def is_far(self) -> bool:
        return self.place >= FAR


def asking(user: User, exercise: Exercise | None = None) -> Asking:
    """Two queries; one more where they wait already."""
    found = open_request(user, exercise) if exercise else None
    waits = found is not None and found.state == State.WAITING
    return Asking(found, place_in_queue(found) if found and waits else 0, median_wait())


def typed_words(request: HttpRequest) -> str:
    return request.POST.get("words", "").replace("\r\n", "\n")[:MAX_CHARACTERS]


def to_conversation(request: HttpRequest, asked: Request) -> HttpResponse:
    """The whole page goes there, also where htmx asked for a corner of it."""
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponseClientRedirect(asked.get_absolute_url())
    return redirect(asked)
