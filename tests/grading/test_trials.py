"""A mentor runs an edited copy of an attempt: graded as any other, and nobody's attempt."""

from typing import Any

import pytest
from django.db.models import Model

from apps.accounts.models import User
from apps.content.models import Exercise
from apps.grading.actions import claim_run, finish_run, run_again, submit_exercise, try_copy
from apps.grading.models import Run, State, Submission
from apps.grading.queries import (
    attempts,
    exercise_progress,
    has_passed,
    latest_attempt,
    newest_run,
    queue_of,
)
from apps.learning.models import Draft
from tests.factories import (
    RIGHT,
    WRONG,
    make_exercise,
    make_result,
    make_run,
    make_submission,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def broker(queue) -> None:
    """A queue for the messages, of this test's own."""


@pytest.fixture
def bob(db: None) -> User:
    return make_user("bob")


@pytest.fixture
def attempt(alice: User, exercise: Exercise) -> Submission:
    submission = make_submission(alice, exercise)
    make_run(submission, State.DONE)
    return submission


def files(text: str) -> dict[str, str]:
    return {"solution.py": text}


def rows(model: type[Model], **of: Any) -> list[dict[str, Any]]:
    return list(model.objects.filter(**of).order_by("pk").values())  # type: ignore[attr-defined]


def record(user: User, exercise: Exercise) -> list[Any]:
    """Everything that pages tell a learner of their work."""
    latest, newest = latest_attempt(user), newest_run(user, exercise)
    return [
        [(each.submission, each.run) for each in attempts(user, exercise)],
        exercise_progress(user),
        exercise_progress(user, exercise.module),
        has_passed(user, exercise),
        latest and latest.pk,
        newest and (newest.pk, newest.state),
        rows(Draft, user=user),
    ]


def grade_all() -> None:
    """As a grader would: every run of the line passes."""
    while claimed := claim_run("numpy"):
        run, token = claimed
        assert finish_run(run, token, make_result("pass", "pass"))


def test_a_copy_is_graded_in_the_mentors_name(attempt, bob):
    run = try_copy(bob, attempt, files(RIGHT))
    trial = run.submission
    assert (trial.user, trial.trial_of, trial.number) == (bob, attempt, 1)
    assert (run.learner, run.state) == (bob, State.QUEUED)
    grade_all()
    run.refresh_from_db()
    assert run.passed


def test_nothing_of_the_learners_record_changes(alice, attempt, exercise, bob):
    def everything() -> list[Any]:
        mine = rows(Submission, user=alice), rows(Run, learner=alice)
        return [record(alice, exercise), *mine]

    before = everything()
    for text in ("x = 2", "x = 3", RIGHT):
        try_copy(bob, attempt, files(text))
    assert everything() == before
    grade_all()
    assert everything() == before
    assert submit_exercise(alice, exercise, files(RIGHT)).submission.number == 2


def test_what_waits_of_the_learner_keeps_its_place(alice, attempt, exercise, bob):
    waiting = submit_exercise(alice, exercise, files("x = 1"))
    try_copy(bob, attempt, files("x = 2"))
    try_copy(bob, attempt, files("x = 3"))
    assert queue_of(waiting).place == 1
    claimed = claim_run("numpy")
    assert claimed and claimed[0] == waiting


def test_the_mentors_own_record_as_a_learner_is_untouched(attempt, exercise, bob):
    nothing = record(bob, exercise)
    try_copy(bob, attempt, files(RIGHT))
    grade_all()
    assert record(bob, exercise) == nothing
    make_run(make_submission(bob, exercise), State.DONE)
    mine = record(bob, exercise)
    run_again(try_copy(bob, attempt, files(WRONG)).submission)
    grade_all()
    assert record(bob, exercise) == mine
    assert submit_exercise(bob, exercise, files(RIGHT)).submission.number == 2


def test_a_copy_supersedes_an_earlier_copy_alone(attempt, exercise, bob):
    own = submit_exercise(bob, exercise, files(WRONG))
    first = try_copy(bob, attempt, files("x = 1"))
    other = try_copy(bob, make_submission(make_user("charlie"), exercise), files("x = 1"))
    second = try_copy(bob, attempt, files("x = 2"))
    assert try_copy(bob, attempt, files("x = 2")) == second
    states = dict(Run.objects.filter(learner=bob).values_list("pk", "state"))
    assert states == {
        own.pk: State.QUEUED,
        first.pk: State.SUPERSEDED,
        other.pk: State.QUEUED,
        second.pk: State.QUEUED,
    }
    submit_exercise(bob, exercise, files(RIGHT))
    assert Run.objects.get(pk=second.pk).state == State.QUEUED
    assert Run.objects.get(pk=own.pk).state == State.SUPERSEDED


def test_copies_are_numbered_apart_for_each_mentor_and_attempt(attempt, bob):
    admin = make_user("admin")
    numbers = [
        try_copy(who, attempt, files(f"x = {n}")).submission.number
        for n, who in enumerate((bob, admin, bob))
    ]
    assert numbers == [1, 1, 2]


def test_a_copy_in_another_module_changes_no_progress_there(alice, bob):
    elsewhere = make_exercise("m01-02-other")
    trial = try_copy(bob, make_submission(alice, elsewhere), files(RIGHT))
    assert trial.submission.exercise == elsewhere
    grade_all()
    assert exercise_progress(bob) == {}
    assert exercise_progress(alice) == {}
