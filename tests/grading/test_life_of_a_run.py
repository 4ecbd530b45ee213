"""From a submission to one verdict, whatever goes wrong between: the row is the truth."""

import datetime as dt
import threading
import uuid

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from apps.celery import app
from apps.grading.actions import (
    cancel_run,
    claim_run,
    finish_run,
    give_back_run,
    let_next_in,
    renew_lease,
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
    make_result,
    make_run,
    make_submission,
    make_test,
    make_user,
)

pytestmark = pytest.mark.django_db
NUMPY = "grading.numpy"
LONG_AGO = dt.timedelta(minutes=5)


def files(code: str) -> dict[str, str]:
    return {"solution.py": code}


@pytest.fixture
def queued(alice, exercise):
    return make_run(make_submission(alice, exercise))


def claim(run: Run) -> tuple[Run, uuid.UUID]:
    taken = claim_run(run.runtime)
    assert taken and taken[0].pk == run.pk
    return taken


def age(run: Run, **fields) -> None:
    Run.objects.filter(pk=run.pk).update(**fields)


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
    in_threads(4, lambda: runs.append(submit_exercise(alice, exercise, files(WRONG))))
    assert len({run.pk for run in runs}) == 1
    assert (Submission.objects.count(), Run.objects.count()) == (1, 1)
    assert queue.sent() == [NUMPY]


@pytest.mark.django_db(transaction=True)
def test_different_texts_at_once_are_numbered_without_a_gap(alice, exercise, queue):
    numbers = iter(range(4))
    in_threads(4, lambda: submit_exercise(alice, exercise, files(f"x = {next(numbers)}")))
    assert sorted(Submission.objects.values_list("number", flat=True)) == [1, 2, 3, 4]


def in_threads(count: int, action) -> None:
    """Do it `count` times at once, each on a connection of its own."""
    together, faults = threading.Barrier(count), []

    def work() -> None:
        try:
            together.wait(10)
            action()
        except Exception as error:
            faults.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert not faults


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
    in_threads(3, lambda: run_again(Submission.objects.get()))
    assert Run.objects.exclude(pk=done.pk).count() == 1


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
    in_threads(6, lambda: claims.append(claim_run("numpy")))
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
    in_threads(4, lambda: stored.append(finish_run(run, token, make_result("pass"))))
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
    in_threads(2, lambda: touched.append(sweep()))
    assert sum(touched) == 8
    assert queue.sent() == [NUMPY] * 8
