from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from apps.mentoring import notices
from apps.web.access import sign_in_required, signed_in
from apps.web.access.mentoring import own_notice

PAGE = 30


@require_safe
@sign_in_required
def show(request: HttpRequest) -> HttpResponse:
    """The newest, or with ?before=pk the next older ones."""
    user = signed_in(request)
    theirs = notices.of(user).select_related("actor", "request__exercise", "request__lesson")
    before = request.GET.get("before", "")
    if before.isdecimal() and len(before) < 19:
        theirs = theirs.filter(pk__lt=int(before))
    found = list(theirs[: PAGE + 1])
    shown = found[:PAGE]
    context = {
        "entries": [(notice, notices.sentence(notice)) for notice in shown],
        "older": shown[-1].pk if len(found) > PAGE else None,
        "begun": before,
    }
    return render(request, "web/notices.html", context)


@require_safe
@sign_in_required
def go(request: HttpRequest, pk: int) -> HttpResponse:
    """To the place that a notice is about; then it is read."""
    notice = own_notice(request, pk)
    if request.method == "GET":
        notices.mark_read(signed_in(request), notice=notice)
    return redirect(notice.request)


@require_POST
@sign_in_required
def read_all(request: HttpRequest) -> HttpResponse:
    notices.mark_read(signed_in(request))
    return redirect("notices")


@require_POST
@sign_in_required
def choose(request: HttpRequest) -> HttpResponse:
    """How they want to hear from now on: ticks that are there are set."""
    by_mail = "by_mail" in request.POST or not settings.SENDS_MAIL  # then there was no tick
    notices.choose(signed_in(request), on_site="on_site" in request.POST, by_mail=by_mail)
    messages.success(request, _("Saved."))
    return redirect(f"{reverse('account')}#notices")
