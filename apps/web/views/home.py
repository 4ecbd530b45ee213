from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from apps.web.course import course_for


def home(request: HttpRequest) -> HttpResponse:
    return render(request, "web/home.html", {"course": course_for(request.user)})
