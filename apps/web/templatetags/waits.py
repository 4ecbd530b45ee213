"""How long somebody has waited, in words."""

import datetime as dt

from django import template
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def waited(since: dt.datetime) -> str:
    return lasting(timezone.now() - since)


@register.filter
def lasting(time: dt.timedelta) -> str:
    """ "5 hours, 12 minutes" """
    if time < dt.timedelta(minutes=1):
        return _("less than a minute")
    now = timezone.now()
    return timesince(now - time, now)
