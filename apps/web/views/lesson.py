from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.models import User
from apps.content.models import Lesson
from apps.grading.queries import exercise_progress
from apps.learning.actions import mark_read
from apps.learning.queries import sections_read
from apps.lib.labels import put_into_words
from apps.web.access import readable_lesson, sign_in_required, signed_in
from apps.web.course import UnitView, units_of


@require_safe
def show(request: HttpRequest, module_id: str, slug: str) -> HttpResponse:
    lesson = readable_lesson(module_id, slug)
    units, read = _module_units(request, lesson)
    place = next(place for place, view in enumerate(units) if view.unit.id == lesson.id)
    written = [view for view in units[place + 1 :] if view.state != "planned"]
    lessons = [view for view in units if view.kind == "lesson"]
    assert lesson.current
    context: dict[str, Any] = {
        "lesson": lesson,
        "html": put_into_words(lesson.current.html),
        "units": units,
        "here": units[place],
        "read": read,
        "number": lessons.index(units[place]) + 1,
        "of": len(lessons),
        "following": written[:2],
    }
    return render(request, "web/lesson.html", context)


def _module_units(request: HttpRequest, lesson: Lesson) -> tuple[list[UnitView], set[str]]:
    """What the module holds, with this reader's state, and the anchors they read of this lesson."""
    if not isinstance(request.user, User):
        return units_of(lesson.module, {}, {}), set()
    read = sections_read(request.user, lesson.module)
    units = units_of(lesson.module, read, exercise_progress(request.user, lesson.module))
    return units, read.get(lesson.id, set())


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
