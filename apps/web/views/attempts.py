from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from apps.content.outline import next_unit
from apps.grading.actions import cancel_run, run_again
from apps.grading.models import Run
from apps.grading.queries import attempts as attempts_of
from apps.lib.code import numbered_lines
from apps.web.access import own_run, own_submission, sign_in_required, signed_in
from apps.web.verdict import Verdict, verdict_of
from apps.web.waiting import await_verdict


@require_safe
@sign_in_required
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One attempt: its code, and the verdict of its newest run."""
    submission = own_submission(request, pk)
    runs = list(
        submission.runs.select_related("revision").defer(
            "revision__files", "revision__page", "result"
        )
    )
    newest = own_run(request, runs[0].pk) if runs else None
    verdict = verdict_of(newest) if newest else None
    context: dict[str, Any] = {
        "submission": submission,
        "exercise": submission.exercise,
        "next": next_unit(submission.exercise.module, submission.exercise.id),
        "verdict": verdict,
        "earlier_runs": runs[1:],
        "listings": [
            (path, numbered_lines(text, _hits(verdict, path)))
            for path, text in sorted(submission.files.items())
        ],
    }
    return render(request, "web/attempt.html", context)


def _hits(verdict: Verdict | None, path: str) -> set[int]:
    """The line at fault, if the verdict knows one and it is in this file."""
    frames = verdict.frames[-1:] if verdict else []
    return {frame["line"] for frame in frames if frame["file"] == path}


@never_cache
@require_safe
@sign_in_required
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """The state of a run, for the page that waits for it."""
    found = own_run(request, pk)
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(found.submission)
    polls = request.GET.get("polls", "")
    verdict = verdict_of(
        found, own="own" in request.GET, polls=int(polls) if polls.isdecimal() else 0
    )
    return _fragment(request, verdict, alone=not verdict.final)


def _fragment(request: HttpRequest, verdict: Verdict, *, alone: bool = False) -> HttpResponse:
    """The verdict, and unless `alone` what else of the page it changes."""
    exercise = verdict.run.submission.exercise
    context: dict[str, Any] = {
        "verdict": verdict,
        "exercise": exercise,
        "next": next_unit(exercise.module, exercise.id),
    }
    if not alone and not _on_attempt_page(request):
        context |= _beside_the_editor(request, verdict)
    return render(request, "web/_submitted.html", context)


def _beside_the_editor(request: HttpRequest, verdict: Verdict) -> dict[str, Any]:
    """What else of the exercise page this verdict changes: the attempts, and after a pass the
    reference.
    """
    exercise = verdict.run.submission.exercise
    assert exercise.current
    return {
        "attempts": attempts_of(signed_in(request), exercise),
        "passed": verdict.run.passed,
        "page": exercise.current.page,
    }


def _on_attempt_page(request: HttpRequest) -> bool:
    return "/attempts/" in (request.htmx.current_url or "")  # type: ignore[attr-defined]


@require_POST
@sign_in_required
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    found = own_run(request, pk)
    cancel_run(found)
    return answer(request, found)


@require_POST
@sign_in_required
def again(request: HttpRequest, pk: int) -> HttpResponse:
    return answer(request, run_again(own_submission(request, pk)))


def answer(request: HttpRequest, changed: Run) -> HttpResponse:
    """What a learner sees after their own act on a run: usually its verdict already."""
    await_verdict(changed)
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(changed.submission)
    return _fragment(request, verdict_of(own_run(request, changed.pk), own=True))
