"""Queries a page, as literals: the same at one row of everything and at three."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from apps.accounts.models import User
from apps.content.models import Exercise, Lesson
from apps.grading.models import Submission
from apps.learning.actions import mark_read, save_draft
from tests.factories import (
    RIGHT,
    make_exercise,
    make_exercise_revision,
    make_grader,
    make_lesson,
    make_lesson_revision,
    make_module,
    make_notation,
    make_result,
    make_review_request,
    make_run,
    make_submission,
    make_track,
    make_user,
)

pytestmark = pytest.mark.django_db
SIZES = [1, 3]


def fill(rows: int, alice: User) -> tuple[Lesson, Exercise]:
    """So many of everything: tracks, modules, lessons, exercises, attempts, runs, people."""
    first = None
    for number in range(1, rows + 1):
        track = make_track("abc"[number - 1])
        module = make_module(number, track=track, requires=(first,) if first else ())
        first = first or module
        make_notation(module, rows)
        for place in range(rows if number == 1 else 1):
            fill_module(alice, module, f"{number}{place}", rows)
        make_grader()
    return Lesson.objects.earliest("pk"), Exercise.objects.earliest("pk")


def fill_module(alice: User, module, name: str, rows: int) -> None:
    sections = "".join(f"## Part {n} {{#part{n}}}\n\nText.\n\n" for n in range(rows + 1))
    lesson = make_lesson(f"lesson{name}", module, sections)
    make_lesson_revision(lesson, f"older {name}")
    mark_read(alice, lesson, [f"part{n}" for n in range(rows)])
    make_lesson(f"planned{name}", module, None)
    make_exercise(f"planned-{name}", module, written=False)
    exercise = make_exercise(f"exercise-{name}", module)
    make_exercise_revision(exercise, {**exercise.current.files, "design.md": "Older."})
    save_draft(alice, exercise, {"solution.py": RIGHT}, 0)
    for learner in (alice, make_user(f"learner{name}")):
        for _ in range(rows):
            submission = make_submission(learner, exercise)
            for _ in range(rows):
                make_run(submission, "done", result=make_result(*["fail"] * rows))
        asked = make_review_request(submission, mentor=learner, state="settled")
        asked.reviews.create(mentor=learner, outcome="answered", waited_since=asked.asked_at)
        asked.notices.create(recipient=learner, actor=learner, what="answered")


def notation_url(lesson: Lesson) -> str:
    return f"/modules/{lesson.module_id}/notation/"


Ask = Callable[[Client, Lesson, Exercise], Any]
OPEN: dict[str, tuple[int, Ask]] = {
    "home": (3, lambda client, *_: client.get("/")),
    "map": (3, lambda client, *_: client.get("/map/")),
    "lesson": (1, lambda client, lesson, _: client.get(lesson.get_absolute_url())),
    "notation": (1, lambda client, lesson, _: client.get(notation_url(lesson))),
    "exercise": (1, lambda client, _, exercise: client.get(exercise.get_absolute_url())),
    "health": (3, lambda client, *_: client.get("/healthz")),
    "sign in": (0, lambda client, *_: client.get("/account/login/")),
}


@pytest.fixture(params=SIZES, ids=["1 row", "3 rows"])
def filled(request, cast) -> tuple[Lesson, Exercise]:
    return fill(request.param, cast["alice"])


@pytest.mark.parametrize("name", OPEN)
def test_signed_out(name, filled, client, django_assert_num_queries):
    expected, ask = OPEN[name]
    cache.clear()
    with django_assert_num_queries(expected):
        assert ask(client, *filled).status_code == 200


def latest_attempt() -> str:
    return f"/attempts/{Submission.objects.filter(user__username='alice').latest('pk').pk}/"


SIGNED_IN: dict[str, tuple[int, Ask]] = {
    "home": (10, OPEN["home"][1]),
    "map": (10, OPEN["map"][1]),
    "lesson": (6, OPEN["lesson"][1]),
    "notation": (6, OPEN["notation"][1]),
    "exercise": (11, OPEN["exercise"][1]),
    "attempt": (7, lambda client, *_: client.get(latest_attempt())),  # one is this test's
    "account": (4, lambda client, *_: client.get("/account/")),
    "notices": (4, lambda client, *_: client.get("/notices/")),
}


@pytest.mark.parametrize("name", SIGNED_IN)
def test_signed_in(name, filled, alice, django_assert_num_queries):
    expected, ask = SIGNED_IN[name]
    with django_assert_num_queries(expected):
        assert ask(alice, *filled).status_code == 200
    if name == "lesson":
        assert expected <= 8  # what the site promises, however much there is


def test_the_answer_to_a_poll(filled, cast, alice, django_assert_num_queries):
    _, exercise = filled
    waiting = make_run(make_submission(cast["alice"], exercise))
    done = make_run(make_submission(cast["alice"], exercise), "done")
    with django_assert_num_queries(6):
        alice.get(f"/runs/{waiting.pk}/", headers={"HX-Request": "true"})
    with django_assert_num_queries(5):
        alice.get(f"/runs/{done.pk}/", headers={"HX-Request": "true"})


def test_saving_a_draft(filled, alice, django_assert_num_queries):
    _, exercise = filled
    body = {"file:solution.py": "x = 1", "version": "1"}
    with django_assert_num_queries(7):
        answer = alice.post(
            f"{exercise.get_absolute_url()}draft/", body, headers={"Accept": "application/json"}
        )
    assert answer.json()["version"] == 2


CHANGELISTS = {
    "accounts/user": 6,
    "accounts/cohort": 7,
    "account/emailaddress": 5,
    "content/module": 6,
    "content/lesson": 6,
    "content/exercise": 7,
    "content/lessonrevision": 7,
    "content/exerciserevision": 7,
    "grading/submission": 7,
    "grading/run": 8,
    "grading/grader": 6,
    "mentoring/request": 6,
    "mentoring/review": 6,
    "mentoring/notice": 6,
}


@pytest.mark.parametrize("model", CHANGELISTS)
def test_lists_of_the_admin(model, filled, as_user, django_assert_num_queries):
    from allauth.account.models import EmailAddress

    from apps.accounts.models import Cohort

    for user in User.objects.all():
        EmailAddress.objects.create(user=user, email=f"{user.pk}@example.org")
        Cohort.objects.create(name=f"of {user}", starts_on="2026-09-01").learners.add(user)
    admin = as_user("admin")
    with django_assert_num_queries(CHANGELISTS[model]):
        answer = admin.get(f"/admin/{model}/")
    assert b"field-" in answer.content
