"""What a learner asks is one conversation, and waits in the queue."""

import datetime as dt

import pytest
from django.utils import timezone

from apps.grading.models import Run, Submission
from apps.grading.models import State as RunState
from apps.mentoring.asking import ask_line, ask_review, ask_stuck
from apps.mentoring.models import OPEN, Comment, Kind, Notice, Request, State
from apps.mentoring.queries import median_wait, place_in_queue, waiting_count
from tests.factories import (
    RIGHT,
    WRONG,
    hold,
    make_lesson,
    make_review_request,
    make_run,
    make_submission,
    make_user,
)
from tests.grading.at_once import at_once
from tests.grading.runs import files

pytestmark = pytest.mark.django_db


def said(request: Request) -> list[str]:
    return list(request.comments.filter(sent_at__isnull=False).values_list("text", flat=True))


# For a review


def test_a_review_is_asked_for_with_or_without_words(alice, attempt):
    request = ask_review(attempt, "Is line 2 right?")
    assert (request.learner, request.exercise) == (alice, attempt.exercise)
    assert (request.kind, request.state, request.submission) == ("review", "waiting", attempt)
    assert said(request) == ["Is line 2 right?"]
    assert said(ask_review(make_submission(make_user("charlie"), attempt.exercise))) == []


def test_a_later_attempt_goes_on_with_the_same_request_in_its_place(alice, attempt, bob):
    first = ask_review(attempt, "One.")
    hold(first, bob)
    second = ask_review(make_submission(alice, attempt.exercise, RIGHT), "Two.")
    assert second == first and second.submission.number == 2
    assert second.waiting_since == first.waiting_since
    assert second.held_by(bob)
    assert said(second) == ["One.", "Two."]


def test_an_answered_one_comes_back_at_the_end_of_the_queue(alice, attempt, bob):
    long_ago = timezone.now() - dt.timedelta(days=1)
    returned = make_review_request(attempt, state=State.RETURNED, mentor=bob, asked_at=long_ago)
    other = make_review_request(make_submission(make_user("charlie"), attempt.exercise))
    again = ask_review(make_submission(alice, attempt.exercise, RIGHT))
    assert again == returned and again.state == State.WAITING and not again.is_claimed
    assert (place_in_queue(other), place_in_queue(again)) == (1, 2)
    notice = Notice.objects.get()
    assert (notice.recipient, notice.what, notice.actor) == (bob, "replied", alice)


@pytest.mark.parametrize("state", [State.APPROVED, State.SETTLED, State.WITHDRAWN])
def test_after_the_end_a_new_one_begins(attempt, state):
    ended = make_review_request(attempt, state=state)
    assert ask_review(attempt) != ended


def test_a_double_click_asks_once(attempt):
    assert ask_review(attempt, "Why?") == ask_review(attempt, " Why?\n")
    assert said(Request.objects.get()) == ["Why?"]


def test_the_same_words_after_an_answer_are_said_again(attempt, bob):
    request = ask_review(attempt, "Why?")
    request.comments.create(author=bob, text="So.", html="", sent_at=timezone.now())
    assert said(ask_review(attempt, "Why?")) == ["Why?", "So.", "Why?"]


@pytest.mark.django_db(transaction=True)
def test_a_double_click_in_two_web_processes_asks_once(attempt):
    asked = at_once(4, lambda: ask_review(attempt, "Why?").pk)
    assert len(set(asked)) == 1
    assert said(Request.objects.get()) == ["Why?"]


# Stuck


def test_stuck_makes_an_attempt_of_the_code_and_grades_it(alice, exercise):
    request = ask_stuck(alice, exercise, files(WRONG), "What do I miss?")
    run = Run.objects.get()
    assert (request.kind, request.submission, run.submission.files) == (
        Kind.STUCK,
        run.submission,
        files(WRONG),
    )
    assert (run.state, said(request)) == (RunState.QUEUED, ["What do I miss?"])


@pytest.mark.parametrize("state", [RunState.DONE, RunState.QUEUED, RunState.RUNNING])
def test_stuck_on_what_was_sent_already_takes_that_attempt(alice, exercise, state):
    run = make_run(make_submission(alice, exercise, WRONG), state)
    assert ask_stuck(alice, exercise, files(WRONG)).submission == run.submission
    assert Submission.objects.count() == 1


@pytest.mark.parametrize("state", [RunState.CANCELLED, RunState.SUPERSEDED])
def test_stuck_on_what_was_never_graded_sends_it_anew(alice, exercise, state):
    make_run(make_submission(alice, exercise, WRONG), state)
    assert ask_stuck(alice, exercise, files(WRONG)).submission.number == 2


def test_stuck_and_then_a_review_is_one_conversation(alice, exercise):
    stuck = ask_stuck(alice, exercise, files(WRONG), "Help.")
    review = ask_review(make_submission(alice, exercise, RIGHT), "Better?")
    assert (review, review.kind) == (stuck, Kind.REVIEW)


def test_what_is_typed_may_hold_any_character(alice, exercise):
    request = ask_stuck(alice, exercise, files("x = '\x00'"), "\x00\ud800 <script>")
    assert said(request) == ["\ufffd\ufffd <script>"]
    assert "<script>" not in Comment.objects.get().html
    assert ask_stuck(alice, exercise, files("x = '\x00'")).submission == request.submission


# Stuck on a line of a lesson


def test_a_line_of_a_lesson_is_asked_about(alice, exercise):
    lesson = make_lesson(module=exercise.module)
    request = ask_line(alice, lesson, "one", "The first.", "Why first?")
    assert (request.kind, request.lesson, request.anchor) == (Kind.LINE, lesson, "one")
    assert (request.quote, said(request)) == ("The first.", ["Why first?"])
    assert ask_line(alice, lesson, "one", "The first.", "Still?") == request
    assert ask_line(alice, lesson, "two", "", "And this?") != request
    assert Request.objects.filter(OPEN).count() == 2


# The queue


def test_the_queue_is_counted_and_ordered_by_how_long_each_has_waited(alice, exercise):
    now = timezone.now()
    requests = [
        make_review_request(
            make_submission(make_user(f"learner{n}"), exercise),
            waiting_since=now - dt.timedelta(hours=n // 2),
        )
        for n in range(4)
    ]
    assert waiting_count() == 4
    assert [place_in_queue(request) for request in requests] == [3, 4, 1, 2]


def test_counting_ends_where_nobody_cares_any_more(alice, exercise, monkeypatch):
    monkeypatch.setattr("apps.mentoring.queries.FAR", 2)
    for n in range(3):
        last = make_review_request(make_submission(make_user(f"learner{n}"), exercise))
    assert (waiting_count(), place_in_queue(last)) == (2, 2)


def test_the_median_wait_is_of_the_latest_answers(attempt, bob, monkeypatch):
    assert median_wait() is None
    monkeypatch.setattr("apps.mentoring.queries.LATEST", 3)
    request, now = make_review_request(attempt), timezone.now()
    for number, hours in enumerate((90, 5, 1, 3)):
        sent = now + dt.timedelta(minutes=number)
        request.reviews.create(
            mentor=bob,
            outcome="answered",
            waited_since=sent - dt.timedelta(hours=hours),
            created_at=sent,
        )
    assert median_wait() == dt.timedelta(hours=3)
