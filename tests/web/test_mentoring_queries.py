"""Queries of each page of mentoring, as literals: the same at one row of all and at three."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from apps.mentoring.models import Request
from tests.factories import (
    hold,
    make_exercise,
    make_lesson,
    make_request,
    make_review_request,
    make_run,
    make_submission,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[1, 3], ids=["1 row", "3 rows"])
def filled(request, cast, exercise) -> Request:
    """So many of everything; Alice's own stands in the queue and Bob holds it."""
    rows = request.param
    erin = make_user("erin", role="mentor")
    submission = make_submission(cast["alice"], exercise)
    make_run(submission, "done")
    for number in range(rows):
        learner = make_user(f"learner{number}")
        for place in range(rows):
            other = make_exercise(f"m03-{number}{place}-more", exercise.module)
            theirs = make_submission(learner, other)
            make_run(theirs, "done")
            asked = make_review_request(theirs)
            fill(asked, rows, erin)
            lesson = make_lesson(f"lesson{number}{place}", exercise.module)
            make_request(learner, lesson=lesson)
    asked = hold(make_review_request(submission), cast["bob"])
    fill(asked, rows, erin)
    return asked


def fill(asked: Request, rows: int, mentor) -> None:
    now = timezone.now()
    for _ in range(rows):
        asked.reviews.create(
            mentor=mentor, outcome="answered", waited_since=now - dt.timedelta(hours=1)
        )
        asked.comments.create(author=asked.learner, text="Why?", html="Why?", sent_at=now)


Ask = Callable[[Client, Request], Any]
# Who asks, how many queries; the session, the user, unread notices, and for mentors the number in
# the queue among them.
PAGES: dict[str, tuple[str, int, Ask]] = {
    "queue": ("bob", 8, lambda client, asked: client.get("/queue/")),
    "queue, filtered": (
        "bob",
        8,
        lambda client, asked: client.get("/queue/?kind=review&in=m03-module&mine=1"),
    ),
    "queue, the list alone": (
        "bob",
        5,
        lambda client, asked: client.get("/queue/", headers={"HX-Request": "true"}),
    ),
    "ask": ("alice", 8, lambda client, asked: client.get(f"/attempts/{asked.submission_id}/ask/")),
    "stuck on a lesson": (
        "alice",
        5,
        lambda client, asked: client.get("/lessons/m03-module/surprise/stuck/?at=one"),
    ),
    "exercise, with an open request": (
        "alice",
        12,
        lambda client, asked: client.get(asked.exercise.get_absolute_url()),
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_each_page(name, filled, as_user, django_assert_num_queries):
    role, expected, ask = PAGES[name]
    client = as_user(role)
    with django_assert_num_queries(expected):
        assert ask(client, filled).status_code == 200
