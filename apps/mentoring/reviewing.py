"""What the two say to each other about an attempt, and how a turn ends. A mentor acts while they
hold the request (`apps.mentoring.claims`); what they write is a draft until the review goes out.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.grading.models import Submission
from apps.lib.storable import storable
from apps.lib.usertext import MAX_CHARACTERS, TooLong, render_user_text
from apps.mentoring.asking import wait_again
from apps.mentoring.claims import renew
from apps.mentoring.models import Comment, Notice, Outcome, Request, Review, State, Thread
from apps.mentoring.notices import tell


class Refused(Exception):
    """Nothing was changed; the message says why, in the reader's language."""


@dataclass(frozen=True)
class Lines:
    """Lines of one file of one attempt, from 1, both ends included."""

    submission: Submission
    path: str
    first: int
    last: int


def comment(request: Request, author: User, text: str, on: Thread | Lines | None = None) -> Comment:
    """Say something on lines, in a thread, or on the whole. The learner's goes out at once and puts
    the request back into the queue; a mentor's waits for the review. The same words said twice in
    the same place are a double click. Raises Refused.
    """
    text, html = _rendered(text)
    with transaction.atomic():
        request = _taking_part(request, author)
        thread = _thread(request, on) if isinstance(on, Lines) else on
        last = Comment.objects.filter(request=request, thread=thread, author=author).last()
        if last and last.text == text:
            return last
        said = Comment.objects.create(
            request=request, thread=thread, author=author, text=text, html=html
        )
        if author.pk == request.learner_id:
            _send([said])
            _learner_said(request)
        return said


def edit(comment: Comment, author: User, text: str) -> None:
    """Change one's own words: a draft, or what the learner has said and nobody has answered yet.
    Raises Refused.
    """
    text, html = _rendered(text)
    with transaction.atomic():
        _taking_part(comment.request, author)
        comment = Comment.objects.select_for_update().get(pk=comment.pk)
        if not may_edit(comment, author):
            raise Refused(_("This was answered or sent meanwhile, so it stays as it is."))
        comment.text, comment.html = text, html
        comment.edited_at = timezone.now() if comment.sent_at else None
        comment.save(update_fields=["text", "html", "edited_at"])


def may_edit(comment: Comment, author: User) -> bool:
    """One query for what was sent, none for a draft."""
    if comment.author_id != author.pk or comment.review_id:
        return False
    if comment.sent_at is None:
        return True
    later = Review.objects.filter(request=comment.request_id, created_at__gt=comment.sent_at)
    return not later.exists()


def discard(comment: Comment, author: User) -> None:
    """Throw a draft away, and the thread that it began. Raises Refused."""
    with transaction.atomic():
        _taking_part(comment.request, author)
        draft = Comment.objects.filter(pk=comment.pk, author=author, sent_at__isnull=True)
        thread = comment.thread
        if draft.delete()[0] and thread and not thread.comments.exists():
            thread.delete()


def thank(comment: Comment, learner: User) -> None:
    """The learner thanks for a comment, once."""
    now = timezone.now()
    with transaction.atomic():
        unthanked = Comment.objects.filter(
            pk=comment.pk, thanked_at__isnull=True, review__isnull=False
        )
        if unthanked.update(thanked_at=now) and comment.author:
            tell(comment.author, comment.request, Notice.What.THANKED, learner)


def settle_thread(thread: Thread, user: User, settled: bool = True) -> None:
    """What the thread is about is settled, or is not after all. Raises Refused."""
    with transaction.atomic():
        _taking_part(thread.request, user)
        other = Thread.objects.filter(pk=thread.pk, settled_at__isnull=settled)
        other.update(
            settled_at=timezone.now() if settled else None, settled_by=user if settled else None
        )


def send_review(request: Request, mentor: User, outcome: Outcome) -> Review:
    """The mentor's answer goes out with all their drafts, and the turn ends. A second click finds
    the first one's review. Raises Refused.
    """
    with transaction.atomic():
        request = _locked(request)
        last = request.reviews.last()
        if request.state != State.WAITING and last and last.mentor_id == mentor.pk:
            return last
        _must_hold(request, mentor)
        drafts = drafts_of(request, mentor)
        if outcome != Outcome.APPROVED and not drafts:
            raise Refused(_("Write at least one comment first: the learner would not know why."))
        assert request.waiting_since
        review = Review.objects.create(
            request=request,
            mentor=mentor,
            submission=request.submission,
            outcome=outcome,
            waited_since=request.waiting_since,
        )
        _send(drafts, review)
        _end_turn(request, State.APPROVED if outcome == Outcome.APPROVED else State.RETURNED)
        tell(request.learner, request, Notice.What(outcome), mentor)
        return review


def drafts_of(request: Request, mentor: User) -> list[Comment]:
    return list(request.comments.filter(author=mentor, sent_at__isnull=True))


def settle(request: Request, learner: User) -> None:
    """The learner needs no further answer: the question is solved. Raises Refused."""
    _close(request, learner, State.SETTLED)


def withdraw(request: Request, learner: User) -> None:
    """The learner takes the request back, answered or not. Raises Refused."""
    _close(request, learner, State.WITHDRAWN)


def _close(request: Request, learner: User, state: State) -> None:
    with transaction.atomic():
        request = _locked(request)
        if request.state == state:
            return
        _must_be_open(request)
        assert learner.pk == request.learner_id
        _end_turn(request, state)


def _end_turn(request: Request, state: State) -> None:
    request.state, request.waiting_since, request.claimed_until = state, None, None
    request.save(update_fields=["state", "waiting_since", "claimed_until"])


def _learner_said(request: Request) -> None:
    """It is a mentor's turn; the one who holds it or answered last hears of it."""
    wait_again(request)
    if request.mentor:
        tell(request.mentor, request, Notice.What.REPLIED, request.learner)


def _send(comments: list[Comment], review: Review | None = None) -> None:
    now = timezone.now()
    for each in comments:
        each.sent_at, each.review = now, review
    Comment.objects.bulk_update(comments, ["sent_at", "review"])


def _rendered(text: str) -> tuple[str, str]:
    text = storable(text).replace("\r\n", "\n").strip()
    if not text:
        raise Refused(_("There is nothing written yet."))
    try:
        return text, render_user_text(text)
    except TooLong:
        told = _("That is %(n)s characters; a comment holds up to %(limit)s. Nothing was lost.")
        raise Refused(told % {"n": len(text), "limit": MAX_CHARACTERS}) from None


def _thread(request: Request, lines: Lines) -> Thread:
    """A thread of the request on exactly these lines, the one already there or a new one."""
    text = lines.submission.files.get(lines.path)
    count = len(text.rstrip("\n").split("\n")) if text is not None else 0
    if not 1 <= lines.first <= lines.last <= count:
        raise Refused(_("There are no such lines. This file has %(n)s.") % {"n": count})
    return Thread.objects.get_or_create(
        request=request,
        submission=lines.submission,
        path=lines.path,
        first_line=lines.first,
        last_line=lines.last,
    )[0]


def _taking_part(request: Request, user: User) -> Request:
    """The request, locked, in which `user` may act: its learner, or the mentor who holds it."""
    request = _locked(request)
    if user.pk == request.learner_id:
        _must_be_open(request)
    else:
        _must_hold(request, user)
    return request


def _locked(request: Request) -> Request:
    return Request.objects.select_for_update().get(pk=request.pk)


def _must_be_open(request: Request) -> None:
    if not request.is_open:
        raise Refused(_("This conversation has ended. You can ask anew at any time."))


def _must_hold(request: Request, mentor: User) -> None:
    if not renew(request, mentor):
        raise Refused(
            _("You do not hold this any more, so nothing was changed. What you typed is kept here.")
        )
