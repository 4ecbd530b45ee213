"""Who is next: fair across learners, two at once for each, live before bulk; and what it costs."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.grading import line
from apps.grading.actions import (
    cancel_run,
    claim_run,
    finish_run,
    give_back_run,
    queue_run,
    run_again,
    submit_exercise,
    sweep,
)
from apps.grading.models import Run, State
from apps.grading.queries import queue_of
from apps.ops.bench.claims import claim_plan, fill_line
from tests.factories import make_exercise, make_result, make_run, make_submission, make_user
from tests.grading.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def broker(queue) -> None:
    """A queue for the messages, of this test's own."""


def submit(user: User, exercise, number: int = 0) -> Run:
    return submit_exercise(user, exercise, {"solution.py": f"x = {number}"})


def send(user: User, exercise, count: int) -> list[Run]:
    """So many waiting runs of one learner, each of another attempt."""
    return [run_again(make_submission(user, exercise, f"x = {number}")) for number in range(count)]


def claim(runtime: str = "numpy") -> Run | None:
    taken = claim_run(runtime)
    return taken[0] if taken else None


def finish(run: Run) -> None:
    run.refresh_from_db()
    assert run.token and finish_run(run, run.token, make_result("pass"))


def at_work(user: User) -> int:
    return Run.objects.filter(learner=user, state=State.RUNNING).count()


# Whose turn


def test_fifty_of_one_learner_delay_the_first_of_another_by_one(alice, exercise):
    send(alice, exercise, 50)
    charlie = make_user("charlie")
    hers = submit(charlie, exercise)
    order = [claim(), claim()]
    assert [run.learner for run in order if run] == [alice, charlie]
    assert order[1] == hers


def test_learners_take_turns_whatever_each_has_sent(exercise):
    users = [make_user(f"learner{number}") for number in range(3)]
    for user, count in zip(users, (6, 3, 1), strict=True):
        send(user, exercise, count)
    order = []
    while run := claim():
        order.append(users.index(run.learner))
        finish(run)
    assert order == [0, 1, 2, 0, 1, 0, 1, 0, 0, 0]


def test_runs_of_one_learner_come_in_the_order_they_were_sent(alice, exercise):
    runs = send(alice, exercise, 4)
    order = []
    while run := claim():
        order.append(run)
        finish(run)
    assert order == runs


def test_two_of_a_learner_run_at_once_and_the_rest_wait(alice, exercise):
    runs = send(alice, exercise, 4)
    assert [claim(), claim(), claim()] == [*runs[:2], None]
    finish(runs[1])
    assert [claim(), claim()] == [runs[2], None]


def test_the_two_are_counted_over_all_runtimes(alice, exercise):
    torch = make_exercise("m08-06-block", runtime="torch")
    numpy_runs, torch_runs = send(alice, exercise, 2), send(alice, torch, 2)
    assert [claim(), claim("torch")] == [numpy_runs[0], torch_runs[0]]
    assert [claim(), claim("torch")] == [None, None]
    finish(torch_runs[0])
    assert claim("torch") == torch_runs[1]
    finish(numpy_runs[0])
    assert claim() == numpy_runs[1]


def test_a_runtime_without_a_grader_holds_up_nothing_else(alice, exercise):
    send(alice, make_exercise("m08-06-block", runtime="torch"), 5)
    [run] = send(alice, exercise, 1)
    assert claim() == run


@pytest.mark.parametrize("how", ["finish", "cancel", "give back", "sweep"])
def test_whatever_ends_a_run_lets_the_next_in(alice, exercise, how):
    runs = send(alice, exercise, 3)
    claimed = [claim_run("numpy"), claim_run("numpy")]
    assert claim() is None
    assert claimed[0]
    run, token = claimed[0]
    if how == "finish":
        finish_run(run, token, make_result())
    if how == "cancel":
        cancel_run(run)
    if how == "give back":
        give_back_run(run, token, "a fault")
    if how == "sweep":
        Run.objects.filter(pk=run.pk).update(lease_until=timezone.now() - dt.timedelta(seconds=1))
        sweep()
    assert claim() == (runs[0] if how in ("give back", "sweep") else runs[2])


def test_a_run_that_came_back_goes_before_others(alice, exercise):
    submit(alice, exercise)
    charlie = make_user("charlie")
    taken = claim_run("numpy")
    submit(charlie, exercise)
    assert taken
    give_back_run(*taken, "the checker died")
    assert claim() == taken[0]


def test_a_fault_seen_elsewhere_is_no_try(alice, exercise):
    run = submit(alice, exercise)
    for _ in range(10):
        taken = claim_run("numpy")
        assert taken
        give_back_run(*taken, "the canary fails", blameless=True)
    run.refresh_from_db()
    assert (run.state, run.attempts) == (State.QUEUED, 0)


# Bulk


def test_bulk_is_taken_only_where_no_live_run_can_be(alice, exercise):
    bulk = [queue_run(make_submission(alice, exercise), bulk=True) for _ in range(3)]
    charlie = make_user("charlie")
    assert claim() == bulk[0]
    live = submit(charlie, exercise)
    assert [claim(), claim(), claim(), claim()] == [live, *bulk[1:], None]


def test_bulk_takes_no_turn_of_its_learner(alice, exercise):
    for _ in range(3):
        queue_run(make_submission(alice, exercise), bulk=True)
    assert [claim(), claim(), claim()].count(None) == 0
    mine = send(alice, exercise, 2)
    assert [claim(), claim()] == mine


def test_bulk_that_came_back_stands_where_it_stood(alice, exercise):
    first = queue_run(make_submission(alice, exercise), bulk=True)
    second = queue_run(make_submission(alice, exercise), bulk=True)
    taken = claim_run("numpy")
    assert taken
    give_back_run(*taken, "a fault")
    assert [claim(), claim()] == [first, second]


# Superseding


def test_a_newer_attempt_takes_the_place_of_one_that_waits(alice, exercise):
    old = submit(alice, exercise, 1)
    submit(make_user("charlie"), exercise)
    new = submit(alice, exercise, 2)
    old.refresh_from_db()
    assert (old.state, old.slot, old.result) == (State.SUPERSEDED, None, None)
    assert old.finished_at
    assert claim() == new


def test_a_run_at_work_is_not_superseded(alice, exercise):
    old = submit(alice, exercise, 1)
    claim()
    new = submit(alice, exercise, 2)
    old.refresh_from_db()
    assert old.state == State.RUNNING
    assert claim() == new


def test_other_exercises_and_learners_and_bulk_are_not_superseded(alice, exercise):
    other = make_exercise("m01-02-other")
    charlie = make_user("charlie")
    kept = [submit(alice, other), submit(charlie, exercise)]
    kept.append(queue_run(make_submission(alice, exercise), bulk=True))
    submit(alice, exercise, 2)
    assert set(Run.objects.filter(pk__in=[run.pk for run in kept], state=State.QUEUED)) == set(kept)


def test_the_older_text_again_is_a_newer_attempt(alice, exercise):
    first = submit(alice, exercise, 1)
    second = submit(alice, exercise, 2)
    third = submit(alice, exercise, 1)
    states = [Run.objects.get(pk=run.pk).state for run in (first, second, third)]
    assert states == [State.SUPERSEDED, State.SUPERSEDED, State.QUEUED]


# At once


def test_many_claims_at_once_give_each_run_once_and_nobody_three(exercise):
    users = [make_user(f"learner{number}") for number in range(3)]
    torch = make_exercise("m08-06-block", runtime="torch")
    for user in users:
        send(user, exercise, 4)
        send(user, torch, 4)
    runtimes = iter(["numpy", "torch"] * 6)
    claimed = at_once(12, lambda: claim(next(runtimes)))
    taken = [run.pk for run in claimed if run]
    assert [run for run in claimed if isinstance(run, Exception)] == []
    assert len(taken) == len(set(taken))
    while claim() or claim("torch"):
        continue
    assert [at_work(user) for user in users] == [2, 2, 2]


def test_no_run_is_forgotten_when_all_happens_at_once(exercise):
    """Sending and grading side by side, without a sweeper: every run ends."""
    users = [make_user(f"learner{number}") for number in range(2)]
    submissions = [
        [make_submission(user, exercise, f"x = {number}") for number in range(15)] for user in users
    ]
    parts = iter([*submissions, None, None, None])

    def act() -> None:
        mine = next(parts)
        if mine is not None:
            for submission in mine:
                run_again(submission)
            return
        idle = 0
        while idle < 200:
            run = claim()
            idle = 0 if run else idle + 1
            if run:
                assert at_work(run.learner) <= 2
                finish(run)

    assert at_once(5, act) == [None] * 5
    assert Run.objects.filter(state=State.DONE).count() == 30


def test_the_database_itself_refuses_a_third(alice, exercise):
    for _ in range(2):
        make_run(make_submission(alice, exercise), State.RUNNING)
    third = make_run(make_submission(alice, exercise))
    for slot in (1, 2, 3, None):
        with pytest.raises(IntegrityError), transaction.atomic():
            Run.objects.filter(pk=third.pk).update(state=State.RUNNING, slot=slot)


# What it costs


@pytest.mark.parametrize("learners", [1, 50, 10_000])
def test_a_claim_reads_as_much_of_a_long_queue_as_of_a_short_one(alice, exercise, learners):
    """Rows and pages, as PostgreSQL counts them: an index probe whatever waits."""
    submit(alice, exercise)
    short = claim_plan("numpy")
    fill_line(exercise, runs=20_000, learners=learners)
    long = claim_plan("numpy")
    assert long.sequential == []
    assert set(long.indexes) <= {"run_in_line", "a_slot_is_held_once", "grading_run_pkey"}
    assert long.rows <= short.rows
    assert long.pages <= short.pages + 10  # an index of three levels in place of one


def test_lining_up_behind_thousands_of_ones_own_is_a_probe(alice, exercise):
    fill_line(exercise, runs=20_000, learners=1)
    learner = Run.objects.latest().learner_id
    plan = claim_plan("numpy", line.LINE_UP, learner=learner)
    assert plan.sequential == []
    assert plan.rows <= 10


def test_the_page_of_one_who_waits_reads_a_bounded_part(
    alice, exercise, django_assert_num_queries, monkeypatch
):
    fill_line(exercise, runs=3_000, learners=3_000)
    run = submit(alice, exercise)
    run.refresh_from_db()
    with django_assert_num_queries(3):
        queue = queue_of(run)
    assert (queue.place, queue.is_far) == (1000, True)
