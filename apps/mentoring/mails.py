"""Mails about notices. A notice is its own outbox: `mail_due_at` says when its mail is to go.

Whoever claims what is due for a person moves that time to the end of a lease, and sends; who dies
in the middle leaves it due again. So of a mail that a server took in the very moment of such a
death a second copy may go out; none is ever lost.
"""

import datetime as dt
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import ngettext

from apps.accounts.models import User
from apps.celery import app
from apps.lib import heartbeat
from apps.mentoring.models import Notice
from apps.mentoring.notices import sentence

log = logging.getLogger(__name__)
MAIL = "mentoring.mail"  # the task's name: apps.mentoring.tasks stands above this module
LEASE = dt.timedelta(minutes=10)  # longer than a mail server may take to answer
AGAIN = [dt.timedelta(minutes=minutes) for minutes in (2, 10, 60, 360)]  # after each failure
IN_ONE_MAIL = 100


def sweep() -> None:
    """Tell the worker that mails are due, where one lives. Called every few seconds; losing the
    message costs as much.
    """
    if not _due().exists() or not heartbeat.is_alive("worker"):
        return
    try:
        app.send_task(MAIL, queue="work", retry=False, expires=heartbeat.FRESH)
    except Exception as error:
        log.warning("the broker did not take a message (%s); it is sent again", error)


def send_due() -> int:
    """Send what is due, a mail a person. Returns how many went out. Any number of processes may do
    so at once.
    """
    _give_up()
    return sum(send(batch) for batch in _claims())


@dataclass(frozen=True)
class Batch:
    """Notices to one person that are ours to mail, while they carry `until`."""

    recipient: User
    notices: list[Notice]
    until: dt.datetime

    def hold(self, **changes: object) -> None:
        """Change those that are still ours, and still there."""
        ours = Notice.objects.filter(pk__in=[notice.pk for notice in self.notices])
        ours.filter(mail_due_at=self.until).update(**changes)


def send(batch: Batch) -> bool:
    """Whether it went out. A mail that fails is due again later."""
    address = address_of(batch.recipient)
    if not address:
        batch.hold(mail_due_at=None)
        return False
    try:
        mail(batch, address).send()
    except Exception as error:  # whatever is wrong with one mail, the others go
        tries = max(notice.mail_tries for notice in batch.notices)
        wait = AGAIN[min(tries, len(AGAIN)) - 1]
        log.warning("a mail to %s failed (%s); again in %s", batch.recipient.pk, error, wait)
        batch.hold(mail_due_at=timezone.now() + wait)
        return False
    batch.hold(mail_due_at=None, mailed_at=timezone.now())
    return True


def address_of(user: User) -> str:
    """Where their mail goes. Empty where it goes nowhere: addresses that the site asks people to
    confirm, and they have not, may be somebody else's.
    """
    if not user.is_active or not settings.MAIL_CONFIGURED:
        return user.email if user.is_active else ""
    confirmed = EmailAddress.objects.filter(user=user, email__iexact=user.email, verified=True)
    return user.email if confirmed.exists() else ""


def mail(batch: Batch, address: str) -> EmailMessage:
    """In the reader's language, with links to this site alone. It quotes nobody."""
    language = batch.recipient.language or settings.LANGUAGE_CODE
    with translation.override(language):
        lines = [(sentence(notice), _link("notice", notice.pk)) for notice in batch.notices]
        choices = f"{_link('account')}#notices"
        context = {"name": batch.recipient, "lines": lines, "choices": choices}
        count = len(lines)
        several = ngettext("%(count)s notice", "%(count)s notices", count) % {"count": count}
        subject = lines[0][0] if count == 1 else several
        body = render_to_string("mentoring/mail.txt", {**context, "site": settings.SITE_URL})
    newest, host = batch.notices[-1].pk, urlsplit(settings.SITE_URL).hostname
    headers = {
        "Message-ID": f"<notices-{batch.notices[0].pk}-{newest}-{count}@{host}>",
        "Auto-Submitted": "auto-generated",
        "List-Unsubscribe": f"<{choices}>",
    }
    subject = " ".join(f"Retooled: {subject}".split())  # one line, whatever a name holds
    return EmailMessage(subject, body, to=[address], headers=headers)


def _link(name: str, *args: int) -> str:
    return settings.SITE_URL + reverse(name, args=args)


def _due() -> QuerySet[Notice]:
    return Notice.objects.filter(mail_due_at__lte=timezone.now())


def _give_up() -> None:
    """On mails that were tried too often."""
    if count := _due().filter(mail_tries__gte=settings.NOTICE_MAIL_TRIES).update(mail_due_at=None):
        log.error("%s notices were not mailed: each try failed", count)


def _claims() -> Iterator[Batch]:
    """One after another, until nothing is due that nobody else is at."""
    while batch := _claim():
        if batch.notices:
            yield batch


@transaction.atomic
def _claim() -> Batch | None:
    """What is to be said to the person who waits longest, with what would be due a little later.
    Locking the person makes it one mail; it is empty where another process was quicker.
    """
    waits = _due().select_related("recipient").order_by("mail_due_at", "pk")
    first = waits.select_for_update(skip_locked=True, of=("recipient",), no_key=True).first()
    if first is None:
        return None
    now = timezone.now()
    to_mail = Notice.objects.filter(recipient=first.recipient_id, mail_due_at__isnull=False)
    theirs = to_mail.filter(Q(mail_due_at__lte=now) | Q(mail_tries=0))
    related = theirs.select_related("actor", "request__exercise", "request__lesson")
    notices = list(related.order_by("pk")[:IN_ONE_MAIL])
    for notice in notices:
        notice.mail_tries += 1
    ours = Notice.objects.filter(pk__in=[notice.pk for notice in notices])
    ours.update(mail_due_at=now + LEASE, mail_tries=F("mail_tries") + 1)
    return Batch(first.recipient, notices, now + LEASE)
