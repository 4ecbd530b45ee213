from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from apps.accounts.models import User


class Adapter(DefaultAccountAdapter):
    """allauth's own, which also notes in which language somebody signs in."""

    def post_login(self, request: HttpRequest, user: User, **options: Any) -> HttpResponse:
        user.reads_in(get_language() or "")
        return super().post_login(request, user, **options)
