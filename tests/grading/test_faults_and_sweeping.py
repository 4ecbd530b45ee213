"""Runs whose grader failed or whose message was lost come to an end all the same."""

import datetime as dt
import uuid

import pytest
from django.conf import settings
from django.utils import timezone

from apps.grading.actions import (
    cancel_run,
    claim_run,
    give_back_run,
    let_next_in,
    run_again,
    sweep,
)
from apps.grading.models import Run, State
from tests.factories import (
    make_grader,
    make_run,
    make_submission,
    make_user,
)
from tests.grading.at_once import at_once
from tests.grading.runs import LONG_AGO, age, claim

pytestmark = pytest.mark.django_db
NUMPY = "grading.numpy"


# Faults of the grader


def test_a_first_fault_goes_back_to_the_queue_at_once(queued, queue):
    run, token = claim(queued)
    give_back_run(run, token, "the checker died")
    run = Run.objects.get()
    assert (run.state, run.fault, run.lease_until) == ("queued", "the checker died", None)
    assert queue.sent() == [NUMPY]


def test_later_faults_wait_for_the_sweeper(queued, queue):
    run, token = claim(queued)
    give_back_run(run, token, "one")
    queue.clear()
    run, token = claim(queued)
    give_back_run(run, token, "two")
    assert Run.objects.get().state == State.QUEUED
    assert queue.sent() == []
    assert claim_run("numpy") is None
    make_grader()
    assert sweep() == 0
    age(queued, nudged_at=timezone.now() - LONG_AGO)
    assert sweep() == 1
    assert queue.sent() == [NUMPY]
    assert claim(queued)[0].attempts == 3


def test_faults_end_in_a_state_with_a_name(queued, queue):
    for attempt in range(settings.GRADING_ATTEMPTS):
        assert Run.objects.get().state == State.QUEUED, attempt
        age(queued, nudged_at=timezone.now() - LONG_AGO)
        let_next_in(queued.learner_id)
        run, token = claim(queued)
        give_back_run(run, token, f"fault {attempt + 1}")
    run = Run.objects.get()
    assert (run.state, run.fault) == (State.FAULT, f"fault {settings.GRADING_ATTEMPTS}")
    assert run.finished_at and not run.outcome
    assert claim_run("numpy") is None
    assert run_again(run.submission).state == State.QUEUED


def test_a_fault_after_the_run_was_cancelled_changes_nothing(queued, queue):
    run, token = claim(queued)
    cancel_run(queued)
    give_back_run(run, token, "late")
    assert (Run.objects.get().state, Run.objects.get().fault) == (State.CANCELLED, "")
    assert queue.sent() == []


# The sweeper


@pytest.fixture
def stale(queued):
    """Sent long ago, and a grader is there."""
    make_grader()
    age(queued, nudged_at=timezone.now() - LONG_AGO)
    return queued


def test_a_message_that_was_lost_is_sent_again(stale, queue):
    assert sweep() == 1
    assert queue.sent() == [NUMPY]


def test_a_message_sent_a_moment_ago_is_given_time(queued, queue):
    make_grader()
    assert sweep() == 0
    assert queue.sent() == []


def test_a_swept_run_is_not_swept_again_at_once(stale, queue):
    assert (sweep(), sweep()) == (1, 0)
    assert queue.sent() == [NUMPY]


def test_a_run_whose_grader_died_is_sent_again(stale, queue):
    claim(stale)
    assert sweep() == 0  # its lease holds
    age(stale, lease_until=timezone.now() - dt.timedelta(seconds=1))
    assert sweep() == 1
    assert queue.sent() == [NUMPY]
    assert claim(stale)[0].attempts == 2


def test_a_run_whose_grader_died_each_time_ends_with_a_reason(stale, queue):
    age(
        stale,
        state=State.RUNNING,
        slot=1,
        attempts=settings.GRADING_ATTEMPTS,
        token=uuid.uuid4(),
        lease_until=timezone.now() - LONG_AGO,
    )
    assert sweep() == 1
    run = Run.objects.get()
    assert (run.state, run.token) == (State.FAULT, None)
    assert "died" in run.fault and run.finished_at
    assert queue.sent() == []
    assert sweep() == 0


@pytest.mark.parametrize("state", [State.DONE, State.CANCELLED, State.FAULT])
def test_what_has_ended_is_not_swept(alice, exercise, queue, state):
    run = make_run(make_submission(alice, exercise), state)
    age(run, nudged_at=timezone.now() - LONG_AGO)
    assert sweep() == 0
    assert queue.sent() == []


@pytest.mark.django_db(transaction=True)
def test_two_sweepers_send_each_message_once(alice, exercise, queue):
    make_grader()
    for number in range(8):
        run = make_run(make_submission(make_user(f"learner{number}"), exercise))
        age(run, nudged_at=timezone.now() - LONG_AGO)
    touched = []
    at_once(2, lambda: touched.append(sweep()))
    assert sum(touched) == 8
    assert queue.sent() == [NUMPY] * 8
