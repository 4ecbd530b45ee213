from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.web.course import course_for
from apps.web.graph import graph_of


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    course = course_for(request.user)
    return render(request, "web/map.html", {"course": course, "graph": graph_of(course)})
