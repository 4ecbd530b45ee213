"""The answer to a submission waits a moment for its verdict, and never holds up a site."""

import threading
import time

import pytest
from django.db import connection

from apps.grading.actions import claim_run, finish_run
from apps.web import waiting
from tests.factories import WRONG, make_result, make_run, make_submission
from tests.html import parse

HTMX = {"HX-Request": "true", "HX-Current-URL": "http://testserver/exercises/m03-01-double/"}
BODY = {"file:solution.py": WRONG, "version": "0"}


def grade_as_soon_as_it_is_there(state: str) -> None:
    """What a grader in another process does, quickly."""
    try:
        while not (claim := claim_run("numpy")):
            time.sleep(0.01)
        if state == "done":
            finish_run(*claim, make_result("pass"))
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("state", "shown"), [("done", "done"), ("running", "running")])
def test_a_verdict_that_comes_soon_is_in_the_answer(alice, exercise, settings, state, shown):
    settings.VERDICT_WAIT_SECONDS = 5 if state == "done" else 0.5
    grader = threading.Thread(target=grade_as_soon_as_it_is_there, args=[state])
    grader.start()
    page = parse(alice.post(f"{exercise.get_absolute_url()}submit/", BODY, headers=HTMX).content)
    grader.join()
    assert page.id("verdict")["data-state"] == shown
    assert ("hx-get" in page.id("verdict")) == (state == "running")
    if state == "done":
        assert "data-focus-verdict" in page.id("verdict")
        assert "the reference" in page.id("reference").text


@pytest.mark.django_db
def test_it_waits_for_a_moment_and_no_longer(cast, exercise, settings):
    settings.VERDICT_WAIT_SECONDS = 0.2
    run = make_run(make_submission(cast["alice"], exercise))
    before = time.monotonic()
    assert not waiting.await_verdict(run)
    assert 0.2 <= time.monotonic() - before < 2


@pytest.mark.django_db
def test_a_run_that_has_ended_is_not_waited_for(
    cast, exercise, settings, django_assert_num_queries
):
    settings.VERDICT_WAIT_SECONDS = 30
    run = make_run(make_submission(cast["alice"], exercise), "done")
    with django_assert_num_queries(0):
        waiting.await_verdict(run)


@pytest.mark.django_db
def test_cancelling_is_answered_at_once(alice, cast, exercise, settings):
    settings.VERDICT_WAIT_SECONDS = 30
    run = make_run(make_submission(cast["alice"], exercise), "running")
    before = time.monotonic()
    page = parse(alice.post(f"/runs/{run.pk}/cancel/", headers=HTMX).content)
    assert page.id("verdict")["data-state"] == "cancelled"
    assert time.monotonic() - before < 10


@pytest.mark.django_db
def test_who_comes_when_all_places_are_taken_is_answered_at_once(cast, exercise, settings):
    settings.VERDICT_WAIT_SECONDS = 30
    run = make_run(make_submission(cast["alice"], exercise))
    taken = 0
    try:
        while waiting._places.acquire(blocking=False):
            taken += 1
        before = time.monotonic()
        assert not waiting.await_verdict(run)
        assert time.monotonic() - before < 5
    finally:
        for _ in range(taken):
            waiting._places.release()
    assert taken == settings.VERDICT_WAITERS


@pytest.mark.django_db
def test_a_place_is_free_again_after_the_wait(cast, exercise, settings):
    settings.VERDICT_WAIT_SECONDS = 0.01
    run = make_run(make_submission(cast["alice"], exercise))
    for _ in range(settings.VERDICT_WAITERS + 2):
        waiting.await_verdict(run)
    assert waiting._places.acquire(blocking=False)
    waiting._places.release()
