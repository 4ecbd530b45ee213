"""One mentor at a time holds a request."""

import datetime as dt

import pytest
from django.utils import timezone

from apps.accounts.models import User
from apps.mentoring.claims import claim, release, renew
from apps.mentoring.models import Request, State
from tests.factories import hold, make_review_request, make_submission, make_user
from tests.grading.at_once import at_once

pytestmark = pytest.mark.django_db
HALF_AN_HOUR = dt.timedelta(minutes=30)


@pytest.fixture
def request_(attempt) -> Request:
    return make_review_request(attempt)


def stored(request_: Request) -> Request:
    return Request.objects.get(pk=request_.pk)


def run_out(request_: Request) -> Request:
    request_.claimed_until = timezone.now() - dt.timedelta(seconds=1)
    request_.save()
    return request_


def test_a_claim_lasts_as_long_as_the_setting_says(request_, bob, settings):
    settings.CLAIM_MINUTES = 5
    before = timezone.now()
    assert claim(request_, bob)
    until = stored(request_).claimed_until
    assert until and dt.timedelta(minutes=5) <= until - before < dt.timedelta(minutes=6)
    assert stored(request_).held_by(bob) and request_.held_by(bob)


def test_what_one_holds_another_cannot_take(request_, bob, erin):
    assert claim(request_, bob)
    assert not claim(stored(request_), erin)
    assert stored(request_).held_by(bob)


@pytest.mark.django_db(transaction=True)
def test_of_two_mentors_at_once_one_gets_it(request_, bob, erin):
    for _ in range(10):
        Request.objects.update(mentor=None, claimed_until=None)
        got = both_claim(request_, bob, erin)
        winners = [mentor for mentor, won in got if won]
        assert len(got) == 2 and len(winners) == 1
        assert stored(request_).held_by(winners[0])


def both_claim(request_: Request, *mentors: User) -> list[tuple[User, bool]]:
    """All at once, each on a connection of its own; who came, and whether they got it."""
    coming = iter(mentors)

    def come() -> tuple[User, bool]:
        mentor = next(coming)
        return mentor, claim(Request.objects.get(pk=request_.pk), mentor)

    return at_once(len(mentors), come)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_come_for_one_that_has_run_out_one_gets_it(request_, alice, bob, erin):
    frank = make_user("frank", role="mentor")
    for _ in range(10):
        run_out(hold(request_, frank))
        got = both_claim(request_, bob, erin)
        assert sorted(won for _, won in got) == [False, True]
        assert not renew(request_, frank)


def test_a_claim_that_has_run_out_is_free(request_, bob, erin):
    run_out(hold(request_, bob))
    assert not stored(request_).held_by(bob)
    assert claim(request_, erin)
    assert not renew(request_, bob)
    assert stored(request_).held_by(erin)


def test_claiming_again_and_renewing_last_longer(request_, bob):
    for again in (claim, renew):
        request_.claimed_until = timezone.now() + dt.timedelta(minutes=1)
        request_.mentor = bob
        request_.save()
        assert again(request_, bob)
        until = stored(request_).claimed_until
        assert until and until > timezone.now() + dt.timedelta(minutes=29)


def test_a_claim_that_ran_out_is_renewed_while_nobody_else_has_it(request_, bob):
    run_out(hold(request_, bob))
    assert renew(request_, bob)
    assert stored(request_).held_by(bob)


def test_a_request_let_go_keeps_its_place_and_is_not_renewed(request_, bob, erin):
    since = request_.waiting_since
    hold(request_, bob)
    assert not release(request_, erin)
    assert release(request_, bob)
    assert (stored(request_).mentor, stored(request_).waiting_since) == (None, since)
    assert not renew(request_, bob)
    assert claim(request_, erin)


@pytest.mark.parametrize("state", [state for state in State if state != State.WAITING])
def test_only_what_waits_is_claimed(attempt, bob, state):
    answered = make_review_request(attempt, state=state, mentor=bob)
    assert not claim(answered, bob)
    assert not renew(answered, bob)
    assert stored(answered).claimed_until is None


def test_the_open_page_of_an_earlier_turn_claims_nothing(request_, bob):
    Request.objects.update(mentor=bob)  # who answered it last
    assert not renew(stored(request_), bob)


def test_nobody_claims_their_own(bob, exercise):
    own = make_review_request(make_submission(bob, exercise))
    assert not claim(own, bob)
