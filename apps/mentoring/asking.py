"""A learner asks: for a review of an attempt, or for help on an exercise or a lesson; nothing has
to pass first. One conversation is open for a learner and an exercise: asking again goes on with it.
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.content.models import Exercise, Lesson
from apps.grading.actions import submit_exercise
from apps.grading.models import ATTEMPT, Submission
from apps.grading.models import State as RunState
from apps.lib.storable import storable
from apps.lib.usertext import MAX_CHARACTERS, render_user_text
from apps.mentoring.following import place_threads
from apps.mentoring.models import OPEN, Comment, Kind, Notice, Request, State
from apps.mentoring.notices import tell


def ask_review(submission: Submission, words: str = "") -> Request:
    """The learner of `submission` asks what a mentor thinks of it."""
    return _ask_about_attempt(submission, Kind.REVIEW, words)


def ask_stuck(user: User, exercise: Exercise, files: Mapping[str, str], words: str = "") -> Request:
    """The learner is stuck with `files`: they become an attempt, which is graded meanwhile, unless
    the newest attempt is the same text already.
    """
    with transaction.atomic():
        submission = _same_as_newest(user, exercise, files)
        if submission is None:
            submission = submit_exercise(user, exercise, files).submission
        return _ask_about_attempt(submission, Kind.STUCK, words)


NO_TRY = [RunState.CANCELLED, RunState.SUPERSEDED]


def _same_as_newest(user: User, exercise: Exercise, files: Mapping[str, str]) -> Submission | None:
    """The newest attempt, if it says the same and was not stopped before a verdict."""
    newest = Submission.objects.filter(ATTEMPT, user=user, exercise=exercise).first()
    if newest is None or newest.files != storable(dict(files)):
        return None
    run = newest.runs.first()
    return newest if run and run.state not in NO_TRY else None


def _ask_about_attempt(submission: Submission, kind: Kind, words: str) -> Request:
    with transaction.atomic():
        _one_at_a_time(submission.user_id)
        mine = Request.objects.filter(
            OPEN, learner=submission.user_id, exercise=submission.exercise_id
        )
        request = mine.select_for_update().first()
        if request is None:
            request = Request.objects.create(
                learner=submission.user,
                exercise=submission.exercise,
                submission=submission,
                kind=kind,
            )
        else:
            _go_on(request, kind=kind, submission=submission)
            place_threads(request, submission)
        _say(request, words)
        return request


def ask_line(user: User, lesson: Lesson, anchor: str, quote: str, words: str) -> Request:
    """The learner is stuck where the lesson says `quote`."""
    place: dict[str, Any] = {"lesson": lesson, "anchor": anchor, "quote": storable(quote)}
    with transaction.atomic():
        _one_at_a_time(user.pk)
        mine = Request.objects.filter(OPEN, learner=user, **place)
        request = mine.select_for_update().first()
        if request is None:
            request = Request.objects.create(learner=user, kind=Kind.LINE, **place)
        else:
            _go_on(request)
        _say(request, words)
        return request


def wait_again(request: Request, **changes: Any) -> None:
    """Back into the queue, at its end; one that still waits keeps its place, and its mentor."""
    if request.state != State.WAITING:
        changes |= {"state": State.WAITING, "waiting_since": timezone.now()}
    for name, value in changes.items():
        setattr(request, name, value)
    request.save(update_fields=list(changes))


def _go_on(request: Request, **changes: Any) -> None:
    """Asked again: the mentor who holds it or answered last hears of it."""
    wait_again(request, **changes)
    if request.mentor:
        tell(request.mentor, request, Notice.What.REPLIED, request.learner)


def _one_at_a_time(learner_id: int) -> None:
    """A double click must not ask twice. Until the transaction ends."""
    User.objects.select_for_update().get(pk=learner_id)


def _say(request: Request, words: str) -> None:
    """What the learner writes with it, sent at once; the same words twice are a double click."""
    text = storable(words).strip()[:MAX_CHARACTERS]
    last = request.comments.last()
    if not text or (last and (last.author_id, last.text) == (request.learner_id, text)):
        return
    Comment.objects.create(
        request=request,
        author=request.learner,
        text=text,
        html=render_user_text(text),
        sent_at=timezone.now(),
    )
