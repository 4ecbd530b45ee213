from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_POST, require_safe

from apps.content.models import Lesson
from apps.learning.actions import mark_read
from apps.lib.labels import put_into_words, token
from apps.web.access import readable_lesson, sign_in_required, signed_in
from apps.web.course import units_for
from apps.web.paragraphs import end_sections


@require_safe
def show(request: HttpRequest, module_id: str, slug: str) -> HttpResponse:
    lesson = readable_lesson(module_id, slug)
    units, read = units_for(request.user, lesson.module)
    place = next(place for place, view in enumerate(units) if view.unit.id == lesson.id)
    written = [view for view in units[place + 1 :] if view.state != "planned"]
    lessons = [view for view in units if view.kind == "lesson"]
    assert lesson.current
    context: dict[str, Any] = {
        "lesson": lesson,
        "module": lesson.module,
        "html": put_into_words(end_sections(lesson.current.html, _stuck_links(lesson))),
        "units": units,
        "here": units[place],
        "read": read.get(lesson.id, set()),
        "number": lessons.index(units[place]) + 1,
        "of": len(lessons),
        "following": written[:2],
    }
    return render(request, "web/lesson.html", context)


def _stuck_links(lesson: Lesson) -> Callable[[str], str]:
    """Anchor of a section → a link that asks a mentor about it."""
    assert lesson.current
    titles = {section["anchor"]: section["title"] for section in lesson.current.sections}
    address = reverse("stuck-line", args=[lesson.module_id, lesson.slug])
    link = '<p class="stuck"><a href="{}?at={}">{}<span class="unseen"> {}</span></a></p>'
    return lambda anchor: format_html(link, address, anchor, token("stuck"), titles.get(anchor, ""))


@require_POST
@sign_in_required
def mark(request: HttpRequest, module_id: str, slug: str) -> HttpResponse:
    """Sections read: those named, or all of them where the reader says so with the button at the
    end.
    """
    lesson = readable_lesson(module_id, slug)
    assert lesson.current
    known = {section["anchor"] for section in lesson.current.sections}
    named = set(request.POST.getlist("section")) & known
    mark_read(signed_in(request), lesson, named if "section" in request.POST else known)
    return HttpResponse(status=204) if "section" in request.POST else redirect(lesson)
