from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.web.course import course_for


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "web/home.html", {"course": course_for(request.user)})
