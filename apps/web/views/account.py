from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.mentoring.notices import choice_of
from apps.web.access import sign_in_required, signed_in


@require_safe
@sign_in_required
def show(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    context = {"choice": choice_of(user), "sends_mail": settings.SENDS_MAIL}
    return render(request, "web/account.html", context)
