from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from apps.web.access import sign_in_required


@sign_in_required
def show(request: HttpRequest) -> HttpResponse:
    return render(request, "web/account.html")
