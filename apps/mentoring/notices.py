"""Word to people that something happened to a request of theirs: who hears what, and what was read.
Mails go out later and elsewhere: `apps.mentoring.mails`.
"""

import datetime as dt

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.mentoring.models import Notice, NoticeChoice, Request

SHOWN_AT_MOST = 99  # unread ones; nobody counts beyond


def tell(recipient: User, request: Request, what: Notice.What, actor: User) -> None:
    """Leave word, in the ways that the recipient wants. To themselves nobody tells. It takes the
    place of an unread notice that says the same. Inside the caller's transaction.
    """
    choice = choice_of(recipient)
    by_mail = choice.by_mail and settings.SENDS_MAIL
    if recipient == actor or not (choice.on_site or by_mail):
        return
    same = Notice.objects.filter(recipient=recipient, request=request, what=what, actor=actor)
    same.filter(read_at__isnull=True, mail_tries=0).delete()  # a mail may have led to others
    wait = dt.timedelta(seconds=settings.NOTICE_MAIL_SECONDS)
    Notice.objects.create(
        recipient=recipient,
        request=request,
        what=what,
        actor=actor,
        on_site=choice.on_site,
        mail_due_at=timezone.now() + wait if by_mail else None,
    )


def choice_of(user: User) -> NoticeChoice:
    """How they want to hear; unsaved where they have never chosen."""
    return NoticeChoice.objects.filter(user=user).first() or NoticeChoice(user=user)


def choose(user: User, *, on_site: bool, by_mail: bool) -> None:
    """From now on. A mail that waits to be sent is not."""
    chosen = {"on_site": on_site, "by_mail": by_mail}
    NoticeChoice.objects.update_or_create(user=user, defaults=chosen)
    if not by_mail:
        Notice.objects.filter(recipient=user, mail_due_at__isnull=False).update(mail_due_at=None)


def of(user: User) -> QuerySet[Notice]:
    """What they see in the site, newest first."""
    return Notice.objects.filter(recipient=user, on_site=True)


def unread_count(user: User) -> int:
    """Up to SHOWN_AT_MOST + 1; one query that reads no more rows than that."""
    unread = of(user).filter(read_at__isnull=True).order_by()
    return unread[: SHOWN_AT_MOST + 1].count()


def mark_read(user: User, request: Request | None = None, notice: Notice | None = None) -> None:
    """All of theirs, or those about one request, or one. What was read in the site is not mailed
    any more.
    """
    unread = of(user).filter(read_at__isnull=True)
    if request:
        unread = unread.filter(request=request)
    if notice:
        unread = unread.filter(pk=notice.pk)
    unread.update(read_at=timezone.now(), mail_due_at=None)


def sentence(notice: Notice) -> str:
    """What happened, in the language that is active; for the page and the mail alike."""
    request = notice.request
    about = request.exercise or request.lesson
    words = {"who": notice.actor or _("Somebody"), "what": about}
    match Notice.What(notice.what):
        case Notice.What.APPROVED:
            return _("%(who)s approved your work on “%(what)s”.") % words
        case Notice.What.ANOTHER_TURN:
            return _("%(who)s reviewed your work on “%(what)s” and asks for another turn.") % words
        case Notice.What.ANSWERED:
            return _("%(who)s answered your question about “%(what)s”.") % words
        case Notice.What.REPLIED:
            return _("%(who)s replied about “%(what)s”.") % words
        case Notice.What.THANKED:
            return _("%(who)s thanks you for your help with “%(what)s”.") % words
