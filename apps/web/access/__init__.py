"""Who may see which object: one function an object, returning it or raising 404. A stranger learns
nothing.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django_htmx.http import HttpResponseClientRedirect

from apps.accounts.models import User
from apps.content.models import Exercise, Lesson, Notation
from apps.grading.models import Run, Submission


def sign_in_required(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Sends those who are not signed in to the sign-in page, and back afterwards."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        return to_sign_in(request)

    return guarded


def to_sign_in(request: HttpRequest, back: str = "") -> HttpResponse:
    """The whole page goes to sign-in, also where htmx asked for a corner of it."""
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect_to_login(back or (request.path if request.method == "GET" else "/"))
    current = urlsplit(request.htmx.current_url or "").path  # type: ignore[attr-defined]
    return HttpResponseClientRedirect(redirect_to_login(back or current or "/").url)


def signed_in(request: HttpRequest) -> User:
    """The user, where the view has made sure that there is one."""
    assert isinstance(request.user, User)
    return request.user


def readable_lesson(module_id: str, slug: str) -> Lesson:
    """A written lesson, with its revision as the page shows it. Open to everybody."""
    lessons = Lesson.objects.select_related("module__notation", "current").filter(
        current__isnull=False, retired=False
    )
    unseen = ("current__source", "current__figures", "module__summary", "module__notation__groups")
    return get_object_or_404(lessons.defer(*unseen), module_id=module_id, slug=slug)


def readable_notation(module_id: str) -> Notation:
    """The symbols of a module that has any. Open to everybody."""
    notations = Notation.objects.select_related("module").defer("module__summary")
    return get_object_or_404(notations, module_id=module_id)


def readable_exercise(id: str) -> Exercise:
    """A written exercise, with its page. Open to everybody."""
    exercises = Exercise.objects.select_related("module__notation", "current")
    unseen = ("current__files", "module__summary", "module__notation__groups")
    return get_object_or_404(exercises.filter(current__isnull=False).defer(*unseen), id=id)


def own_submission(request: HttpRequest, pk: int) -> Submission:
    """A submission of the one who asks."""
    owned = Submission.objects.select_related("exercise__module", "exercise__current")
    return get_object_or_404(owned.defer("exercise__current__files"), pk=pk, **_owner(request))


def own_run(request: HttpRequest, pk: int) -> Run:
    """A run of a submission of the one who asks."""
    owned = Run.objects.select_related(
        "submission__exercise__current", "submission__exercise__module", "revision"
    )
    deferred = owned.defer(
        "revision__files", "revision__page", "submission__exercise__current__files"
    )
    return get_object_or_404(deferred, pk=pk, **_owner(request, "submission__"))


def _owner(request: HttpRequest, prefix: str = "") -> dict[str, Any]:
    if not request.user.is_authenticated:
        raise Http404
    return {f"{prefix}user": request.user}
