"""What a learner sends is kept once, and queued."""

import pytest
from django.utils import timezone

from apps.celery import app
from apps.grading.actions import (
    let_next_in,
    run_again,
    submit_exercise,
    sweep,
)
from apps.grading.models import Run, State, Submission
from tests.factories import (
    RIGHT,
    WRONG,
    make_exercise,
    make_exercise_revision,
    make_grader,
    make_run,
    make_submission,
    make_user,
)
from tests.grading.at_once import at_once
from tests.grading.runs import LONG_AGO, age, files

pytestmark = pytest.mark.django_db
NUMPY = "grading.numpy"


# Submitting


def test_a_submission_keeps_the_text_the_revision_and_a_waiting_run(alice, exercise):
    run = submit_exercise(alice, exercise, files(WRONG))
    assert (run.state, run.revision, run.runtime) == (State.QUEUED, exercise.current, "numpy")
    submission = Submission.objects.get()
    assert (submission.user, submission.number, submission.files) == (alice, 1, files(WRONG))


def test_the_message_is_sent_once_the_row_is_there_to_the_queue_of_the_runtime(
    alice, queue, django_capture_on_commit_callbacks
):
    torch = make_exercise("m08-06-block", runtime="torch")
    with django_capture_on_commit_callbacks(execute=True):
        run = submit_exercise(alice, torch, files(WRONG))
        assert queue.sent() == []
    assert queue.sent() == ["grading.torch"]
    run.refresh_from_db()
    assert run.in_line_since


def test_a_double_click_is_one_submission_and_one_run(alice, exercise):
    first = submit_exercise(alice, exercise, files(WRONG))
    assert submit_exercise(alice, exercise, files(WRONG)) == first
    assert (Submission.objects.count(), Run.objects.count()) == (1, 1)


def test_another_text_or_another_learner_is_another_submission(alice, exercise):
    submit_exercise(alice, exercise, files(WRONG))
    submit_exercise(alice, exercise, files(RIGHT))
    submit_exercise(make_user("charlie"), exercise, files(WRONG))
    assert [s.number for s in Submission.objects.order_by("pk")] == [1, 2, 1]


def test_the_same_text_after_a_verdict_is_an_attempt_of_its_own(alice, exercise):
    make_run(make_submission(alice, exercise, WRONG), State.DONE)
    submit_exercise(alice, exercise, files(WRONG))
    assert Submission.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_double_click_in_two_web_processes_is_one_run(alice, exercise, queue):
    runs: list[Run] = []
    at_once(4, lambda: runs.append(submit_exercise(alice, exercise, files(WRONG))))
    assert len({run.pk for run in runs}) == 1
    assert (Submission.objects.count(), Run.objects.count()) == (1, 1)
    assert queue.sent() == [NUMPY]


@pytest.mark.django_db(transaction=True)
def test_different_texts_at_once_are_numbered_without_a_gap(alice, exercise, queue):
    numbers = iter(range(4))
    at_once(4, lambda: submit_exercise(alice, exercise, files(f"x = {next(numbers)}")))
    assert sorted(Submission.objects.values_list("number", flat=True)) == [1, 2, 3, 4]


def test_a_broker_that_is_down_loses_no_submission(alice, exercise, queue):
    working = app.conf.broker_transport_options
    queue.use({**working, "data_folder_out": "/proc/nowhere"})
    run = submit_exercise(alice, exercise, files(WRONG))
    let_next_in(alice.pk)  # what is done on commit; it warns and goes on
    assert Run.objects.get().state == State.QUEUED
    queue.use(working)
    age(run, nudged_at=timezone.now() - LONG_AGO)
    make_grader()
    sweep()
    assert queue.sent() == [NUMPY]


def test_what_a_learner_sends_may_hold_any_character(alice, exercise):
    run = submit_exercise(alice, exercise, files("x = '\x00\ud800'"))
    assert run.submission.files == files("x = '\ufffd\ufffd'")
    assert submit_exercise(alice, exercise, files("x = '\x00\ud800'")) == run


# Running again


def test_run_again_grades_the_same_text_with_the_present_revision(alice, exercise):
    old = make_run(make_submission(alice, exercise), State.DONE)
    changed = {**exercise.current.files, "prompt.md": "Anew."}
    exercise.current = make_exercise_revision(exercise, changed)
    exercise.save()
    again = run_again(Submission.objects.get())
    assert (again.submission, again.revision) == (old.submission, exercise.current)
    assert Run.objects.get(pk=old.pk).revision != again.revision
    assert Submission.objects.count() == 1


@pytest.mark.parametrize("state", [State.QUEUED, State.RUNNING])
def test_run_again_while_one_is_open_is_that_one(alice, exercise, state):
    run = make_run(make_submission(alice, exercise), state)
    assert run_again(run.submission) == run
    assert Run.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_run_again_clicked_twice_is_one_run(alice, exercise, queue):
    done = make_run(make_submission(alice, exercise), State.DONE)
    at_once(3, lambda: run_again(Submission.objects.get()))
    assert Run.objects.exclude(pk=done.pk).count() == 1
