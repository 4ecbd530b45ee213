from typing import Any

from django.conf import settings
from django.http import HttpRequest

from apps.mentoring.queries import waiting_count


def site(request: HttpRequest) -> dict[str, Any]:
    """What templates need to know of this installation."""
    return {
        "mail_configured": settings.MAIL_CONFIGURED,
        "contact": settings.CONTACT,
        "waiting_count": waiting_count,  # asked by the bar of mentors alone
    }
