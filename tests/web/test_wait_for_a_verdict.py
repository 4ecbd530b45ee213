"""What a page says while a run waits: its place, how long, and what the graders are doing."""

import datetime as dt

import pytest
from django.utils import timezone

from apps.grading.models import Grader
from tests.factories import (
    make_exercise,
    make_grader,
    make_run,
    make_submission,
    make_user,
)
from tests.html import parse
from tests.web.runs import poll, title

pytestmark = pytest.mark.django_db


def test_the_place_in_the_queue_counts_those_before_in_the_same_queue(
    alice, cast, exercise, run_in
):
    make_grader()
    for name in ("charlie", "bob"):
        make_run(make_submission(cast[name], exercise))
    torch = make_exercise("m08-06-block", runtime="torch")
    make_run(make_submission(cast["charlie"], torch))
    make_run(make_submission(cast["charlie"], exercise, "done"), "done")
    run = run_in("queued")
    make_run(make_submission(cast["charlie"], exercise, "later"))
    assert title(poll(alice, run)) == "Waiting, number 3 in the queue"


def test_the_usual_time_is_the_median_of_this_exercise(alice, cast, exercise, run_in):
    make_grader()
    now = timezone.now()
    for seconds in (1, 2, 90):
        times = {"started_at": now - dt.timedelta(seconds=seconds), "finished_at": now}
        make_run(make_submission(cast["charlie"], exercise), "done", **times)
    assert "usually takes 2.0 s" in poll(alice, run_in("queued")).id("verdict").text


def test_the_wait_is_guessed_from_the_usual_time_and_from_how_many_are_graded_at_once(
    alice, cast, exercise, run_in
):
    make_grader(slots=2)
    now = timezone.now()
    times = {"started_at": now - dt.timedelta(seconds=4), "finished_at": now}
    make_run(make_submission(cast["charlie"], exercise), "done", **times)
    for number in range(5):
        make_run(make_submission(make_user(f"learner{number}"), exercise))
    text = poll(alice, run_in("queued")).id("verdict").text
    assert "Waiting, number 6 in the queue" in text
    assert "your verdict will be here in about 14 s" in text


def test_a_run_behind_the_learners_own_says_so(alice, cast, exercise):
    runs = [make_run(make_submission(cast["alice"], exercise, f"x = {n}")) for n in range(3)]
    titles = [title(poll(alice, run)) for run in runs]
    assert titles == [
        "Waiting, next in the queue",
        "Waiting behind another run of yours",
        "Waiting behind 2 other runs of yours",
    ]


def test_beyond_a_thousand_nobody_counts(alice, exercise, run_in, monkeypatch):
    for module in ("apps.grading.queries", "apps.web.verdict"):
        monkeypatch.setattr(f"{module}.FAR", 3)
    for number in range(5):
        make_run(make_submission(make_user(f"learner{number}"), exercise))
    assert title(poll(alice, run_in("queued"))) == "Waiting, number 3 or later in the queue"


def test_a_superseded_attempt_says_so_and_can_be_run_again(alice, run_in):
    run = run_in("superseded")
    page = poll(alice, run)
    assert title(page) == "Superseded by a newer attempt"
    assert "does not count as a try" in page.id("verdict").text
    [form] = page.id("verdict").all("form")
    assert form["action"] == f"/attempts/{run.submission_id}/again/"
    attempts = parse(alice.get(run.submission.exercise.get_absolute_url()).content).id("attempts")
    assert attempts.first("span", "state").text == "superseded"


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (Grader.State.FAILING, "it failed a test of itself"),
        (Grader.State.REFUSING, "its sandbox does not hold"),
        (Grader.State.STARTING, "The grader is starting"),
        (None, "No grader is running"),
    ],
)
def test_a_page_that_waits_for_the_grader_says_so(alice, run_in, state, words):
    if state:
        make_grader(state=state)
    text = poll(alice, run_in("queued")).id("verdict").text
    assert words in text and "Your work waits safely." in text


def test_a_grader_that_has_fallen_silent_does_not_count(alice, run_in):
    make_grader(seen_at=timezone.now() - dt.timedelta(minutes=1))
    assert "No grader is running" in poll(alice, run_in("queued")).id("verdict").text


def test_one_grader_that_is_ready_is_enough(alice, run_in):
    make_grader(state=Grader.State.REFUSING)
    make_grader()
    assert "sandbox" not in poll(alice, run_in("queued")).id("verdict").text


def test_where_torch_is_off_the_page_says_how_to_turn_it_on(alice, cast, settings):
    settings.TORCH = False
    torch = make_exercise("m08-06-block", runtime="torch")
    run = make_run(make_submission(cast["alice"], torch))
    assert "TORCH=1" in poll(alice, run).id("verdict").text
