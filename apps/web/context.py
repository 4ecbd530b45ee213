from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from apps.accounts.models import User
from apps.mentoring.notices import unread_count
from apps.mentoring.queries import waiting_count


def site(request: HttpRequest) -> dict[str, Any]:
    """What templates need to know of this installation, and of who looks."""
    return {
        "mail_configured": settings.MAIL_CONFIGURED,
        "contact": settings.CONTACT,
        "waiting_count": waiting_count,  # asked by the bar of mentors alone
        "unread_notices": SimpleLazyObject(lambda: _unread(request)),
    }


def _unread(request: HttpRequest) -> int:
    """One query, on the pages that show it."""
    user = getattr(request, "user", None)
    return unread_count(user) if isinstance(user, User) else 0
