"""The migrations of the lines, on a database with work in it: back to the first level and forward
again. Forward is all of them: going back takes along the migrations of others that build on these.
"""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import connection

from apps.grading.actions import claim_run, sweep
from apps.grading.models import Run, State, Submission
from tests.factories import make_exercise, make_run, make_submission, make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def at_first_level(exercise, queue) -> Iterator[None]:
    """Runs in every state, more than may run of one learner, and the tables as they first were."""
    alice, charlie = make_user("alice"), make_user("charlie")
    torch = make_exercise("m08-06-block", runtime="torch")
    for state in (State.DONE, State.RUNNING, State.QUEUED, State.QUEUED, State.SUPERSEDED):
        make_run(make_submission(alice, exercise), state)
    make_run(make_submission(alice, torch), State.RUNNING)
    make_run(make_submission(charlie, exercise), State.QUEUED)
    call_command("migrate", "grading", "0001", verbosity=0)
    yield
    call_command("migrate", verbosity=0)


def states() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT state FROM grading_run ORDER BY id")
        return [state for (state,) in cursor.fetchall()]


def test_rows_of_the_first_level_stand_in_line_afterwards(at_first_level):
    assert states() == [
        "done", "running", "queued", "queued", "cancelled", "running", "queued"
    ]  # fmt: skip
    call_command("migrate", verbosity=0)
    runs = list(Run.objects.order_by("pk").select_related("submission"))
    assert [run.learner_id for run in runs] == [run.submission.user_id for run in runs]
    assert [run.state for run in runs] == [
        "done", "queued", "queued", "queued", "cancelled", "queued", "queued"
    ]  # fmt: skip
    assert [bool(run.in_line_since) for run in runs] == [
        False, True, False, False, False, True, True
    ]  # fmt: skip
    order = []
    while taken := claim_run("numpy"):
        order.append(runs.index(taken[0]))
    assert order == [1, 6, 2]
    assert sweep() == 0


def test_attempts_stay_when_trials_come_and_trials_go_with_what_knows_them(exercise, queue):
    attempt = make_submission(make_user("alice"), exercise)
    make_run(attempt, State.DONE)
    call_command("migrate", "grading", "0002", verbosity=0)
    assert states() == ["done"]
    call_command("migrate", verbosity=0)
    bob = make_user("bob")
    make_submission(bob, exercise)
    make_run(make_submission(bob, exercise, number=1, trial_of=attempt), State.DONE)
    call_command("migrate", "grading", "0002", verbosity=0)
    assert states() == ["done"]
    call_command("migrate", verbosity=0)
    assert list(Submission.objects.values_list("user__username", "number", "trial_of")) == [
        ("alice", 1, None),
        ("bob", 1, None),
    ]
