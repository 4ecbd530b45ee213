"""A conversation about an attempt: one page for both sides, and what each may do on it."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from apps.mentoring import reviewing
from apps.mentoring.models import Outcome, Request, Thread
from apps.mentoring.reviewing import Lines, Refused
from apps.web.access import sign_in_required, signed_in
from apps.web.access.mentoring import (
    own_comment,
    own_request,
    queued_request,
    seen_request,
    seen_thread,
    told_comment,
)
from apps.web.review import ReviewPage, Typed


@never_cache
@require_safe
@sign_in_required
def show(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, seen_request(request, pk))


def _page(
    request: HttpRequest,
    found: Request,
    typed: Typed | None = None,
    focus: str = "",
    status: int = 200,
) -> HttpResponse:
    page = ReviewPage(found, signed_in(request), request.GET, typed, focus)
    part = bool(request.htmx)  # type: ignore[attr-defined]
    template = "web/review/_review.html" if part else "web/review.html"
    return render(request, template, {"page": page, "asked": found}, status=status)


def _act(
    request: HttpRequest, found: Request, act: Callable[[], str], typed: Typed | None = None
) -> HttpResponse:
    """Does it, and shows the conversation as it is then, at the element whose id `act` returns.
    What is refused changes nothing, and what was typed stays where it was typed.
    """
    try:
        focus = act()
    except Refused as refusal:
        return _refused(request, found, typed, str(refusal))
    if request.htmx:  # type: ignore[attr-defined]
        return _page(request, seen_request(request, found.pk), focus=focus)
    query = ReviewPage(found, signed_in(request), request.GET).query
    return redirect(f"{found.get_absolute_url()}{query}#{focus}")


def _refused(request: HttpRequest, found: Request, typed: Typed | None, why: str) -> HttpResponse:
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(why, status=409, content_type="text/plain; charset=utf-8")
    typed = typed or Typed("", "")
    typed.why = why
    return _page(request, seen_request(request, found.pk), typed, status=409)


def _number(request: HttpRequest, name: str) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 7 else 0


@require_POST
@sign_in_required
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """On lines, in a thread, or on the whole: `thread`, or `path`, `first` and `last`, or none."""
    found = seen_request(request, pk)
    user, text = signed_in(request), request.POST.get("text", "")
    on: Thread | Lines | None = None
    typed = Typed("whole", text)
    if "thread" in request.POST:
        on = seen_thread(request, _number(request, "thread"))
        typed.where = f"thread-{on.pk}"
    elif "path" in request.POST and found.submission:
        first, path = _number(request, "first"), request.POST["path"]
        last = _number(request, "last") or first
        on = Lines(found.submission, path, min(first, last), max(first, last))
        typed = Typed(f"lines-{path}", text, first=first, last=last)

    def say() -> str:
        said = reviewing.comment(found, user, text, on)
        return f"comment-{said.pk}"

    return _act(request, found, say, typed)


@require_POST
@sign_in_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    said = own_comment(request, pk)
    text = request.POST.get("text", "")

    def change() -> str:
        reviewing.edit(said, signed_in(request), text)
        return f"comment-{pk}"

    return _act(request, said.request, change, Typed(f"comment-{pk}", text))


@require_POST
@sign_in_required
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    draft = own_comment(request, pk)

    def throw_away() -> str:
        reviewing.discard(draft, signed_in(request))
        return f"thread-{draft.thread_id}" if draft.thread_id else "whole"

    return _act(request, draft.request, throw_away)


@require_POST
@sign_in_required
def thank(request: HttpRequest, pk: int) -> HttpResponse:
    said = told_comment(request, pk)

    def give_thanks() -> str:
        reviewing.thank(said, signed_in(request))
        return f"comment-{pk}"

    return _act(request, said.request, give_thanks)


def _settling(settled: bool) -> Callable[[HttpRequest, int], HttpResponse]:
    @require_POST
    @sign_in_required
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        thread = seen_thread(request, pk)

        def settle() -> str:
            reviewing.settle_thread(thread, signed_in(request), settled)
            return f"thread-{pk}"

        return _act(request, thread.request, settle)

    return view


settle_thread, reopen_thread = _settling(True), _settling(False)


@require_POST
@sign_in_required
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """The mentor's answer goes out."""
    found = queued_request(request, pk)
    outcome = request.POST.get("outcome", "")
    if outcome not in Outcome.values:
        raise BadRequest

    def answer() -> str:
        reviewing.send_review(found, signed_in(request), Outcome(outcome))
        return "review-state"

    return _act(request, found, answer)


def _ending(end: Callable[..., None]) -> Callable[[HttpRequest, int], HttpResponse]:
    @require_POST
    @sign_in_required
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        found = own_request(request, pk)

        def close() -> str:
            end(found, signed_in(request))
            return "review-state"

        return _act(request, found, close)

    return view


settle, withdraw = _ending(reviewing.settle), _ending(reviewing.withdraw)
