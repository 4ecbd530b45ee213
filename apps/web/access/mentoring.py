"""Who may see what of mentoring. A request is its learner's and every mentor's; only the mentor who
holds it acts on it.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from apps.accounts.models import User
from apps.mentoring.claims import renew
from apps.mentoring.models import Comment, Notice, Request, Thread
from apps.web.access import sign_in_required, signed_in


class NotHeld(Exception):
    """A mentor acts on a request that another holds by now, or that no longer waits."""

    def __init__(self, request: Request) -> None:
        super().__init__(f"{request} is not held by the one who acts")
        self.request = request


def mentor_required(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Sign in first; to all but mentors and administrators there is no such page."""

    @sign_in_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not signed_in(request).is_mentor:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def seen_request(http_request: HttpRequest, pk: int) -> Request:
    """A request, for its learner and for mentors."""
    user = http_request.user
    if not isinstance(user, User):
        raise Http404
    mine = {} if user.is_mentor else {"learner": user}
    return get_object_or_404(_whole(), pk=pk, **mine)


def own_request(http_request: HttpRequest, pk: int) -> Request:
    """A request of the one who asks."""
    if not isinstance(http_request.user, User):
        raise Http404
    return get_object_or_404(_whole(), pk=pk, learner=http_request.user)


def queued_request(http_request: HttpRequest, pk: int) -> Request:
    """A request as mentors see it; none of their own."""
    found = seen_request(http_request, pk)
    if found.learner_id == http_request.user.pk:
        raise Http404
    return found


def held_request(http_request: HttpRequest, pk: int) -> Request:
    """The request that this mentor holds, with the claim renewed. Raises NotHeld."""
    found = queued_request(http_request, pk)
    if not renew(found, signed_in(http_request)):
        raise NotHeld(found)
    return found


def own_notice(http_request: HttpRequest, pk: int) -> Notice:
    """Word to the one who asks."""
    if not isinstance(http_request.user, User):
        raise Http404
    notices = Notice.objects.select_related("request")
    return get_object_or_404(notices, pk=pk, recipient=http_request.user)


def _whole() -> QuerySet[Request]:
    related = ["learner", "mentor", "submission", "exercise__module", "exercise__current"]
    requests = Request.objects.select_related(*related, "lesson__module", "lesson__current")
    return requests.defer(
        "exercise__current__files", "lesson__current__source", "lesson__current__figures"
    )


def seen_thread(http_request: HttpRequest, pk: int) -> Thread:
    """A thread that holds something this reader may see."""
    if not isinstance(http_request.user, User):
        raise Http404
    seen = Q(comments__sent_at__isnull=False) | Q(comments__author=http_request.user)
    thread = get_object_or_404(Thread.objects.filter(seen).distinct(), pk=pk)
    thread.request = seen_request(http_request, thread.request_id)
    return thread


def own_comment(http_request: HttpRequest, pk: int) -> Comment:
    """A comment of the one who asks, in a request they may see."""
    comment = get_object_or_404(Comment.objects.select_related("thread"), pk=pk)
    comment.request = seen_request(http_request, comment.request_id)
    if comment.author_id != http_request.user.pk:
        raise Http404
    return comment


def told_comment(http_request: HttpRequest, pk: int) -> Comment:
    """What a mentor has told the one who asks."""
    sent = Comment.objects.filter(review__isnull=False).select_related("author")
    comment = get_object_or_404(sent, pk=pk)
    comment.request = own_request(http_request, comment.request_id)
    return comment
