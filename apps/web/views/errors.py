from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from apps.web.typing_kept import FIELD

TYPED = ["version", "words", "at", "quote"]


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form came from before a sign-in or sign-out. Show what was typed, ready to be sent
    again.
    """
    kept = [
        (name, text)
        for name, text in request.POST.items()
        if name.startswith(FIELD) or name in TYPED
    ]
    return render(request, "403_csrf.html", {"kept": kept}, status=403)
