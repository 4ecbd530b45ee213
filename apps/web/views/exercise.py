from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import trigger_client_event

from apps.accounts.models import User
from apps.content.models import Exercise
from apps.content.outline import next_unit
from apps.grading.actions import submit_exercise
from apps.grading.queries import attempts, has_passed, newest_run
from apps.learning.actions import (
    DRAFT_BYTES,
    DraftConflict,
    DraftSaved,
    DraftTooLarge,
    check_size,
    save_draft,
)
from apps.learning.models import Draft
from apps.lib.labels import put_into_words
from apps.mentoring.asking import ask_stuck
from apps.web.access import own_submission, readable_exercise, signed_in, to_sign_in
from apps.web.asking import asking, to_conversation, typed_words
from apps.web.typing_kept import keep, kept, let_go, typed_files
from apps.web.verdict import verdict_of
from apps.web.views.attempts import answer


@dataclass
class Desk:
    """What lies in the editor, and where it came from."""

    files: dict[str, str]
    version: int = 0
    saved_at: str = ""
    note: str = ""
    unsaved: bool = False
    """Whether `files` is something else than the stored draft."""
    other: dict[str, str] | None = None
    """What another tab has saved meanwhile."""


@never_cache  # else a browser's back button shows the draft as it once was
@require_safe
def show(request: HttpRequest, id: str) -> HttpResponse:
    exercise = readable_exercise(id)
    return _page(request, exercise, _desk(request, exercise))


def _desk(request: HttpRequest, exercise: Exercise) -> Desk:
    starter = _page_of(exercise)["starter"]
    if not isinstance(request.user, User):
        return Desk(kept(request, exercise.id) or starter)
    draft = Draft.objects.filter(user=request.user, exercise=exercise).first()
    desk = Desk(draft.files, draft.version, _clock(draft)) if draft else Desk(starter)
    asked = request.GET.get("from", "")
    if asked.isdecimal():
        submission = own_submission(request, int(asked))
        if submission.exercise_id != exercise.id:
            raise Http404
        desk.files, desk.unsaved = submission.files, True
        desk.note = _("This is attempt %(number)s again, not saved as your draft yet.") % {
            "number": submission.number
        }
    typed = kept(request, exercise.id)
    if typed is not None and typed != desk.files:
        desk.files, desk.unsaved = typed, True
        desk.note = _(
            "You were signed out. What you had typed was kept and is here; it is not saved as your "
            "draft yet."
        )
    return desk


def _page_of(exercise: Exercise) -> dict[str, Any]:
    assert exercise.current
    page: dict[str, Any] = exercise.current.page
    return page


def _page(request: HttpRequest, exercise: Exercise, desk: Desk, status: int = 200) -> HttpResponse:
    page = _page_of(exercise)
    context: dict[str, Any] = {
        "exercise": exercise,
        "next": next_unit(exercise.module, exercise.id),
        "page": page,
        "prompt": put_into_words(page["prompt"]),
        "hints": [put_into_words(hint) for hint in page["hints"]],
        "desk": desk,
        "files": [(path, desk.files.get(path, "")) for path in page["files"]],
    }
    if isinstance(request.user, User):
        run = newest_run(request.user, exercise)
        context["attempts"] = attempts(request.user, exercise)
        context["verdict"] = verdict_of(run) if run else None
        context["passed"] = has_passed(request.user, exercise)
        context["asking"] = asking(request.user, exercise)
    return render(request, "web/exercise.html", context, status=status)


@require_POST
def draft(request: HttpRequest, id: str) -> HttpResponse:
    """Save what is being typed: JSON for the page's script, a page for the Save button."""
    exercise = readable_exercise(id)
    files = typed_files(request, _page_of(exercise)["files"])
    scripted = "application/json" in request.headers.get("Accept", "")
    if not request.user.is_authenticated:
        return _sign_in_and_keep(request, exercise, files, scripted)
    try:
        saved = save_draft(signed_in(request), exercise, files, _version(request))
    except DraftTooLarge:
        return _too_large(request, exercise, files, scripted)
    if isinstance(saved, DraftConflict):
        return _conflict(request, exercise, files, saved.draft, scripted)
    let_go(request, exercise.id)
    if scripted:
        return JsonResponse(_as_json(saved.draft))
    messages.success(request, _("Your draft is saved."))
    return redirect(exercise)


def _version(request: HttpRequest) -> int:
    version = request.POST.get("version", "")
    return int(version) if version.isdecimal() and len(version) < 10 else 0


def _as_json(draft: Draft) -> dict[str, Any]:
    return {"version": draft.version, "saved_at": _clock(draft)}


def _clock(draft: Draft) -> str:
    return date_format(timezone.localtime(draft.saved_at), "H:i")


def _sign_in_and_keep(
    request: HttpRequest, exercise: Exercise, files: dict[str, str], scripted: bool
) -> HttpResponse:
    try:
        check_size(files)
    except DraftTooLarge:
        return _too_large(request, exercise, files, scripted)
    keep(request, exercise.id, files)
    if scripted:
        return JsonResponse({"sign_in": reverse("account_login")}, status=401)
    messages.info(request, _("Sign in to go on. What you typed is kept."))
    return to_sign_in(request, back=exercise.get_absolute_url())


def _too_large(
    request: HttpRequest, exercise: Exercise, files: dict[str, str], scripted: bool
) -> HttpResponse:
    note = _(
        "That is more than %(limit)s kB, more than this exercise can take. "
        "Nothing was sent or saved."
    ) % {"limit": DRAFT_BYTES // 1000}
    if scripted:
        return JsonResponse({"error": note}, status=413)
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(note, status=413, content_type="text/plain; charset=utf-8")
    return _page(
        request, exercise, Desk(files, _version(request), note=note, unsaved=True), status=413
    )


def _conflict(
    request: HttpRequest, exercise: Exercise, files: dict[str, str], stored: Draft, scripted: bool
) -> HttpResponse:
    if scripted:
        return JsonResponse({**_as_json(stored), "files": stored.files}, status=409)
    note = _(
        "Another tab saved a draft of this exercise at %(time)s, "
        "so yours was not saved over it. Both are here."
    )
    clock = _clock(stored)
    desk = Desk(
        files, stored.version, clock, note % {"time": clock}, unsaved=True, other=stored.files
    )
    return _page(request, exercise, desk, status=409)


@require_POST
def submit(request: HttpRequest, id: str) -> HttpResponse:

    def grade(user: User, exercise: Exercise, files: dict[str, str]) -> HttpResponse:
        return answer(request, submit_exercise(user, exercise, files))

    return _send(request, id, grade)


@require_POST
def stuck(request: HttpRequest, id: str) -> HttpResponse:
    """Ask a mentor about the code as it is; nothing has to pass first."""

    def ask(user: User, exercise: Exercise, files: dict[str, str]) -> HttpResponse:
        return to_conversation(request, ask_stuck(user, exercise, files, typed_words(request)))

    return _send(request, id, ask)


def _send(
    request: HttpRequest, id: str, send: Callable[[User, Exercise, dict[str, str]], HttpResponse]
) -> HttpResponse:
    """What is typed leaves the editor: it is saved as the draft, and sent."""
    exercise = readable_exercise(id)
    files = typed_files(request, _page_of(exercise)["files"])
    if not request.user.is_authenticated:
        return _sign_in_and_keep(request, exercise, files, scripted=False)
    user = signed_in(request)
    try:
        check_size(files)
    except DraftTooLarge:
        return _too_large(request, exercise, files, scripted=False)
    # A conflict loses nothing: the submission keeps this text.
    saved = save_draft(user, exercise, files, _version(request))
    let_go(request, exercise.id)
    response = send(user, exercise, files)
    if isinstance(saved, DraftSaved):  # the page goes on typing over this version
        trigger_client_event(response, "draft-saved", _as_json(saved.draft))
    return response
