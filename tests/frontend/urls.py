"""The site's URLs, and beside them the pages and endpoints that the front end is tried on."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path

from apps.accounts.models import User
from apps.urls import urlpatterns as site
from tests.frontend.desk import desk

CURRICULUM = settings.BASE_DIR / "curriculum"
FIGURES = {  # that answer, by the name of the page that shows them
    "coin": CURRICULUM / "m03-information-theory/figures/coin-entropy.svg",
    "bowl": CURRICULUM / "m06-optimisation/figures/bowl-turn.svg",
    "cell": CURRICULUM / "m07-lstm/figures/gates-of-one-cell.svg",
    "map": CURRICULUM / "m08-transformer/figures/attention-map.svg",
}
SIGN_IN = User(pk=1, username="alice")
BAR = {"unread_notices": 0}  # there is no database to count them in


def page(request: HttpRequest, name: str) -> HttpResponse:
    if desk.signed_in:
        request.user = SIGN_IN
    if name in FIGURES:
        return render(request, "figure.html", {**BAR, "figure": FIGURES[name].read_text()})
    return render(request, f"{name}.html", {**BAR, "desk": desk})


def _typed(request: HttpRequest) -> dict[str, str]:
    return {
        name.removeprefix("file:"): str(text).replace("\r\n", "\n")
        for name, text in request.POST.items()
        if name.startswith("file:")
    }


def draft(request: HttpRequest) -> HttpResponse:
    """As the real view has it: a save over an older version is refused, with what stands there."""
    if not desk.signed_in:
        return JsonResponse({}, status=401)
    now: dict[str, Any] = {"saved_at": "21:14"}
    if int(request.POST["version"]) != desk.version:
        return JsonResponse({"version": desk.version, "files": desk.files, **now}, status=409)
    desk.save(_typed(request))
    return JsonResponse({"version": desk.version, **now})


def submit(request: HttpRequest) -> HttpResponse:
    if desk.broken:
        return HttpResponse(status=500)
    desk.submissions.append(_typed(request))
    desk.save(_typed(request))
    desk.may_answer.wait(5)
    return HttpResponse(
        '<section id="verdict" class="verdict" tabindex="-1" aria-labelledby="verdict-title"'
        " data-focus-verdict>"
        '<h2 id="verdict-title">All 2 tests pass.</h2></section>'
    )


def read(request: HttpRequest) -> HttpResponse:
    desk.sections.append(request.POST["section"])
    return HttpResponse(status=204)


urlpatterns = [
    path("try/draft/", draft),
    path("try/submit/", submit),
    path("try/read/", read),
    path("try/<slug:name>/", page),
    *site,
]
assert settings.CONTENT_SECURITY_POLICY  # the pages are tried under the real header
