"""From a claim to one verdict, whatever goes wrong between: the row is the truth."""

import datetime as dt

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from apps.grading.actions import (
    cancel_run,
    claim_run,
    finish_run,
    renew_lease,
    sweep,
)
from apps.grading.models import Run, State
from tests.factories import (
    make_result,
    make_run,
    make_submission,
    make_test,
)
from tests.grading.at_once import at_once
from tests.grading.runs import LONG_AGO, age, claim

pytestmark = pytest.mark.django_db
NUMPY = "grading.numpy"


# Claiming


def test_a_claim_takes_the_run_for_as_long_as_a_lease(queued):
    before = timezone.now()
    run, token = claim(queued)
    assert (run.state, run.token, run.attempts, run.phase) == ("running", token, 1, "starting")
    assert run.lease_until
    seconds = (run.lease_until - before).total_seconds()
    assert settings.GRADING_LEASE_SECONDS <= seconds < settings.GRADING_LEASE_SECONDS + 5


def test_of_two_claims_one_wins(queued):
    claim(queued)
    assert claim_run("numpy") is None
    assert Run.objects.get().attempts == 1


@pytest.mark.django_db(transaction=True)
def test_of_many_claims_at_once_one_wins(queued):
    claims = []
    at_once(6, lambda: claims.append(claim_run("numpy")))
    won = [taken for taken in claims if taken]
    assert (len(claims), len(won)) == (6, 1)
    assert Run.objects.get().token == won[0][1]


def test_there_is_nothing_to_claim_where_there_is_no_run(db):
    assert claim_run("numpy") is None


@pytest.mark.parametrize("state", [State.DONE, State.CANCELLED, State.FAULT])
def test_a_run_that_has_ended_is_never_claimed(alice, exercise, state):
    make_run(make_submission(alice, exercise), state)
    assert claim_run("numpy") is None
    assert Run.objects.get().state == state


def test_a_run_whose_lease_has_run_out_is_freed_and_claimed_by_another(queued, queue):
    _, first = claim(queued)
    age(queued, lease_until=timezone.now() - dt.timedelta(seconds=1))
    assert claim_run("numpy") is None
    assert sweep() == 1
    assert queue.sent() == [NUMPY]
    run, second = claim(queued)
    assert (run.attempts, run.token) == (2, second)
    assert first != second


# The lease


def test_renewing_holds_the_run(queued):
    run, token = claim(queued)
    age(queued, lease_until=timezone.now() + dt.timedelta(seconds=1))
    assert renew_lease(run, token)
    later = timezone.now() + dt.timedelta(seconds=5)
    assert Run.objects.filter(lease_until__gt=later).exists()


def test_a_lease_that_another_has_taken_cannot_be_renewed(queued, queue):
    run, token = claim(queued)
    age(queued, lease_until=timezone.now() - LONG_AGO)
    sweep()
    assert not renew_lease(run, token)
    claim(queued)
    lease = Run.objects.get().lease_until
    assert not renew_lease(run, token)
    assert Run.objects.get().lease_until == lease


# Verdicts


def test_a_verdict_is_stored_raw_and_counted(queued):
    run, token = claim(queued)
    result = make_result("pass", "fail", "not run")
    assert finish_run(run, token, result)
    run = Run.objects.get()
    assert run.result == result
    assert (run.state, run.outcome, run.tests_passed, run.tests_total) == ("done", "failed", 1, 3)
    assert run.finished_at and run.phase == ""


def test_a_verdict_is_stored_once(queued):
    run, token = claim(queued)
    assert finish_run(run, token, make_result("fail"))
    assert not finish_run(run, token, make_result("pass"))
    assert Run.objects.get().outcome == "failed"


def test_a_late_verdict_is_dropped(queued, queue):
    late, old = claim(queued)
    age(queued, lease_until=timezone.now() - LONG_AGO)
    sweep()
    run, token = claim(queued)
    assert not finish_run(late, old, make_result("fail"))
    assert Run.objects.get().state == State.RUNNING
    assert finish_run(run, token, make_result("pass"))
    assert not finish_run(late, old, make_result("fail"))
    assert Run.objects.get().passed


@pytest.mark.django_db(transaction=True)
def test_of_many_verdicts_at_once_one_is_stored(queued):
    run, token = claim(queued)
    stored = []
    at_once(4, lambda: stored.append(finish_run(run, token, make_result("pass"))))
    assert sorted(stored) == [False, False, False, True]


def test_what_a_program_prints_cannot_break_its_verdict(queued):
    run, token = claim(queued)
    test = make_test(output="a\x00b \udcff", cpu_s=float("nan"))
    assert finish_run(run, token, make_result("fail", tests=[test]))
    stored = Run.objects.get().result["tests"][0]
    assert (stored["output"], stored["cpu_s"]) == ("a\ufffdb \ufffd", None)


def test_a_run_is_never_done_without_a_verdict(queued):
    with pytest.raises(IntegrityError), transaction.atomic():
        age(queued, state=State.DONE)
    assert Run.objects.get().state == State.QUEUED


# Cancelling


@pytest.mark.parametrize("state", [State.QUEUED, State.RUNNING])
def test_an_open_run_can_be_cancelled(alice, exercise, state):
    run = make_run(make_submission(alice, exercise), state)
    assert cancel_run(run)
    run = Run.objects.get()
    assert (run.state, run.token) == (State.CANCELLED, None)
    assert run.finished_at and not run.outcome


def test_a_run_cancelled_while_it_runs_is_lost_to_its_grader(queued):
    run, token = claim(queued)
    cancel_run(queued)
    assert not renew_lease(run, token)
    assert not finish_run(run, token, make_result("pass"))
    assert Run.objects.get().state == State.CANCELLED


@pytest.mark.parametrize("state", [State.DONE, State.CANCELLED, State.FAULT])
def test_what_has_ended_cannot_be_cancelled(alice, exercise, state):
    run = make_run(make_submission(alice, exercise), state)
    before = Run.objects.values().get()
    assert not cancel_run(run)
    assert Run.objects.values().get() == before
