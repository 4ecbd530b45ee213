from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from apps.content.models import Lesson
from apps.grading.queries import newest_runs
from apps.lib.labels import put_into_words
from apps.mentoring.asking import ask_line, ask_review
from apps.web.access import own_submission, readable_lesson, sign_in_required, signed_in
from apps.web.asking import asking, to_conversation, typed_words
from apps.web.paragraphs import Paragraph, paragraphs_of

QUOTE = 2000  # characters of a paragraph that go with the question


@never_cache  # else a browser's back button shows how things once stood
@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask what a mentor thinks of an attempt."""
    submission = own_submission(request, pk)
    if request.method == "POST":
        return to_conversation(request, ask_review(submission, typed_words(request)))
    context = {
        "submission": submission,
        "exercise": submission.exercise,
        "run": newest_runs([submission.pk]).get(submission.pk),
        "asking": asking(signed_in(request), submission.exercise),
    }
    return render(request, "web/ask.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def line(request: HttpRequest, module_id: str, slug: str) -> HttpResponse:
    """Ask about a paragraph of a lesson: first which section, then which paragraph."""
    lesson = readable_lesson(module_id, slug)
    section = _section(request, lesson)
    words, quote = typed_words(request), request.POST.get("quote", "")[:QUOTE]
    if request.method == "POST" and section and words.strip():
        asked = ask_line(signed_in(request), lesson, section["anchor"], quote, words)
        return to_conversation(request, asked)
    context: dict[str, Any] = {
        "lesson": lesson,
        "section": section,
        "paragraphs": _paragraphs(lesson, section["anchor"]) if section else [],
        "quote": quote,
        "asking": asking(signed_in(request)),
    }
    if request.method == "POST":
        context["error"] = _("Say in a sentence what you do not follow.")
    return render(request, "web/ask_line.html", context, status=422 if "error" in context else 200)


def _section(request: HttpRequest, lesson: Lesson) -> dict[str, str] | None:
    """The section that is asked about; none where none is named yet."""
    assert lesson.current
    anchor = request.POST.get("at") or request.GET.get("at", "")
    sections: list[dict[str, str]] = lesson.current.sections
    found = next((section for section in sections if section["anchor"] == anchor), None)
    if (anchor and not found) or (request.method == "POST" and not found):
        raise Http404
    return found


def _paragraphs(lesson: Lesson, anchor: str) -> list[Paragraph]:
    assert lesson.current
    return [
        Paragraph(paragraph.text[:QUOTE], put_into_words(paragraph.html))
        for paragraph in paragraphs_of(lesson.current.html, anchor)
    ]
