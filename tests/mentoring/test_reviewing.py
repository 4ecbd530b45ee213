"""Comments, drafts, reviews: what is kept, who sees to it, and what is refused."""

import datetime as dt

import pytest
from django.utils import timezone

from apps.lib.usertext import MAX_CHARACTERS
from apps.mentoring.models import Comment, Notice, Outcome, Request, Review, State, Thread
from apps.mentoring.reviewing import (
    Lines,
    Refused,
    comment,
    discard,
    edit,
    may_edit,
    send_review,
    settle,
    settle_thread,
    thank,
    withdraw,
)
from tests.factories import hold, make_review_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_(attempt, bob) -> Request:
    return hold(make_review_request(attempt), bob)


def stored(request_: Request) -> Request:
    return Request.objects.get(pk=request_.pk)


def let_it_run_out(request_: Request) -> None:
    Request.objects.update(claimed_until=timezone.now() - dt.timedelta(seconds=1))


def lines(request_, first: int = 2, last: int = 2) -> Lines:
    return Lines(request_.submission, "solution.py", first, last)


def test_a_mentors_comment_is_a_draft_until_the_review_goes_out(request_, bob):
    draft = comment(request_, bob, "Look at $x^2$ again.", lines(request_))
    assert (draft.sent_at, "katex" in draft.html) == (None, True)
    assert (draft.thread.first_line, draft.thread.last_line) == (2, 2)
    assert not Notice.objects.exists()
    review = send_review(request_, bob, Outcome.ANOTHER_TURN)
    draft.refresh_from_db()
    assert draft.sent_at and draft.review == review
    assert review.waited_since == request_.waiting_since
    assert (stored(request_).state, stored(request_).claimed_until) == (State.RETURNED, None)
    assert Notice.objects.get().recipient == request_.learner


def test_a_learners_reply_goes_out_at_once_and_puts_the_request_back(request_, alice, bob):
    thread = comment(request_, bob, "Why three?", lines(request_)).thread
    send_review(request_, bob, Outcome.ANSWERED)
    reply = comment(stored(request_), alice, "I thought it was odd.", thread)
    assert reply.sent_at and reply.thread == thread
    assert stored(request_).state == State.WAITING
    assert Notice.objects.get(recipient=bob).what == Notice.What.REPLIED


def test_a_double_click_says_it_once(request_, bob):
    first = comment(request_, bob, "Again?", lines(request_))
    assert comment(request_, bob, " Again?\r\n", lines(request_)) == first
    assert comment(request_, bob, "Again?") != first, "the whole is another place"
    assert Comment.objects.count() == 2 and Thread.objects.count() == 1


@pytest.mark.parametrize(("first", "last"), [(0, 1), (2, 1), (1, 3), (3, 3)])
def test_lines_that_are_not_there_are_refused(request_, bob, first, last):
    with pytest.raises(Refused, match="This file has 2"):
        comment(request_, bob, "Here.", lines(request_, first, last))
    assert not Thread.objects.exists()


@pytest.mark.parametrize("text", ["", " \n\t", "x" * (MAX_CHARACTERS + 1)])
def test_nothing_and_too_much_are_refused(request_, bob, text):
    with pytest.raises(Refused):
        comment(request_, bob, text)
    assert not Comment.objects.exists()


def test_acting_without_holding_changes_nothing(request_, bob, erin):
    draft = comment(request_, bob, "Mine.", lines(request_))
    hold(stored(request_), erin)
    acts = [
        lambda: comment(request_, bob, "More."),
        lambda: edit(draft, bob, "Else."),
        lambda: discard(draft, bob),
        lambda: settle_thread(Thread.objects.get(), bob),
        lambda: send_review(request_, bob, Outcome.APPROVED),
    ]
    for act in acts:
        with pytest.raises(Refused, match="do not hold"):
            act()
    assert [each.text for each in Comment.objects.all()] == ["Mine."]
    assert not Review.objects.exists() and stored(request_).held_by(erin)


def test_a_claim_that_ran_out_is_renewed_by_an_act_while_nobody_took_it(request_, bob):
    let_it_run_out(request_)
    comment(request_, bob, "Still here.")
    assert stored(request_).held_by(bob)


def test_a_second_click_on_send_finds_the_first_ones_review(request_, bob):
    comment(request_, bob, "One thing.")
    review = send_review(request_, bob, Outcome.ANOTHER_TURN)
    assert send_review(request_, bob, Outcome.ANOTHER_TURN) == review
    assert Notice.objects.count() == 1


def test_another_turn_needs_a_word_and_approval_none(request_, bob):
    with pytest.raises(Refused, match="at least one comment"):
        send_review(request_, bob, Outcome.ANOTHER_TURN)
    assert send_review(request_, bob, Outcome.APPROVED)
    assert stored(request_).state == State.APPROVED


def test_one_mentors_review_leaves_anothers_drafts_alone(request_, bob, erin):
    draft = comment(request_, bob, "Bob's thought.")
    hold(stored(request_), erin)
    send_review(stored(request_), erin, Outcome.APPROVED)
    draft.refresh_from_db()
    assert draft.sent_at is None and draft.review is None


def test_a_thread_goes_with_its_last_draft_and_stays_with_others(request_, bob):
    first = comment(request_, bob, "One.", lines(request_))
    second = comment(request_, bob, "Two.", first.thread)
    discard(second, bob)
    assert Thread.objects.exists()
    discard(first, bob)
    assert not Thread.objects.exists()


def test_what_was_sent_cannot_be_discarded_nor_changed(request_, bob):
    draft = comment(request_, bob, "Sent.")
    send_review(request_, bob, Outcome.ANOTHER_TURN)
    hold_again(request_, bob)
    draft.refresh_from_db()
    discard(draft, bob)
    with pytest.raises(Refused, match="stays as it is"):
        edit(draft, bob, "Changed.")
    assert Comment.objects.get().text == "Sent."


def hold_again(request_: Request, mentor) -> None:
    again = stored(request_)
    again.state, again.waiting_since = State.WAITING, timezone.now()
    hold(again, mentor)


def test_a_learner_may_mend_their_words_until_they_are_answered(request_, alice, bob):
    said = comment(request_, alice, "Is it teh mask?")
    edit(said, alice, "Is it the mask?")
    said.refresh_from_db()
    assert (said.text, bool(said.edited_at)) == ("Is it the mask?", True)
    assert not may_edit(said, bob)
    send_review(request_, bob, Outcome.APPROVED)
    assert not may_edit(said, alice)


def test_threads_are_settled_and_opened_again_by_either(request_, alice, bob):
    thread = Thread.objects.get(comments=comment(request_, bob, "Here.", lines(request_)))
    settle_thread(thread, bob)
    settle_thread(thread, alice)
    thread.refresh_from_db()
    assert thread.settled_by == bob, "who came first"
    settle_thread(thread, alice, settled=False)
    thread.refresh_from_db()
    assert thread.settled_at is None and thread.settled_by is None


def test_thanks_are_told_once(request_, alice, bob):
    draft = comment(request_, bob, "Well done.")
    thank(draft, alice)
    assert not Notice.objects.exists(), "nobody thanks for what they cannot see"
    send_review(request_, bob, Outcome.APPROVED)
    thank(draft, alice)
    thank(draft, alice)
    draft.refresh_from_db()
    assert draft.thanked_at and Notice.objects.filter(what=Notice.What.THANKED).count() == 1


@pytest.mark.parametrize(("act", "state"), [(settle, State.SETTLED), (withdraw, State.WITHDRAWN)])
def test_a_learner_ends_the_conversation(request_, alice, bob, act, state):
    act(request_, alice)
    act(request_, alice)
    assert (stored(request_).state, stored(request_).waiting_since) == (state, None)
    with pytest.raises(Refused, match="has ended"):
        comment(request_, alice, "One more thing.")
    with pytest.raises(Refused):
        comment(request_, bob, "And another.")
