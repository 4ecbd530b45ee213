from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.web.access import sign_in_required


@require_safe
@sign_in_required
def show(request: HttpRequest) -> HttpResponse:
    return render(request, "web/account.html")
