"""The admin looks at history and changes none of it."""

import datetime as dt
from typing import Any

import pytest

from apps.accounts.models import Cohort, Role, User
from apps.content.models import ExerciseRevision, LessonRevision
from apps.grading.models import Run, Submission
from tests.factories import (
    make_grader,
    make_result,
    make_review_request,
    make_run,
    make_submission,
    make_test,
    make_user,
)
from tests.html import parse
from tests.web.test_urls import READ_ONLY

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(as_user):
    return as_user("admin")


@pytest.fixture
def rows(cast, lesson, exercise) -> dict[str, Any]:
    """A row of each model that nobody may change, by the name of its model."""
    submission = make_submission(cast["alice"], exercise)
    run = make_run(submission, "done")
    grader = make_grader()
    asked = make_review_request(submission)
    bob, since = cast["bob"], asked.asked_at
    review = asked.reviews.create(mentor=bob, outcome="answered", waited_since=since)
    return {
        "mentoring/request": asked,
        "mentoring/review": review,
        "mentoring/notice": asked.notices.create(recipient=bob, what="thanked"),
        "grading/submission": submission,
        "grading/run": run,
        "grading/grader": grader,
        "content/module": lesson.module,
        "content/lesson": lesson,
        "content/exercise": exercise,
        "content/lessonrevision": lesson.current,
        "content/exerciserevision": exercise.current,
    }


def test_runs_that_failed_with_no_cause_named_are_listed(admin, cast, exercise):
    told = make_result("fail", tests=[make_test(message_id="nats"), make_test(2, message_id=None)])
    untold = make_result("fail", tests=[make_test(message_id=None)])
    results = {"told": told, "untold": untold, "passed": make_result("pass")}
    runs = {
        name: make_run(make_submission(cast["alice"], exercise), "done", result=result)
        for name, result in results.items()
    }
    for choice, name in (("none", "untold"), ("named", "told")):
        page = parse(admin.get(f"/admin/grading/run/?cause={choice}").content)
        links = [link.get("href") or "" for link in page.id("result_list").all("a")]
        shown = {n for n, run in runs.items() if any(f"/{run.pk}/" in link for link in links)}
        assert shown == {name}


@pytest.mark.parametrize("model", READ_ONLY)
def test_history_can_be_neither_added_to_nor_changed_nor_removed(admin, rows, model):
    row = rows[model]
    kept = list(type(row).objects.values())
    at = f"/admin/{model}/{str(row.pk).replace(':', '_3A')}/"
    page = parse(admin.get(f"{at}change/").content).id("content")
    assert not page.all("input", type="submit") and not page.all("textarea")
    assert not page.all("a", "deletelink")
    changed = {
        "files": "{}",
        "state": "fault",
        "title": "x",
        "digest": "0",
        "number": "9",
        "_save": "",
    }
    assert admin.post(f"{at}change/", changed).status_code == 403
    assert admin.post(f"{at}delete/", {"post": "yes"}).status_code == 403
    assert admin.post(f"/admin/{model}/add/", changed).status_code == 403
    several = {"action": "delete_selected", "_selected_action": [str(row.pk)], "post": "yes"}
    admin.post(f"/admin/{model}/", several)
    assert list(type(row).objects.values()) == kept


@pytest.mark.parametrize(
    ("model", "query", "found"),
    [
        ("accounts/user", "q=alice", 1),
        ("accounts/user", "role__exact=mentor", 1),
        ("grading/submission", "q=alice", 1),
        ("grading/submission", "q=charlie", 0),
        ("grading/run", "q=alice&state__exact=done", 1),
        ("grading/run", "state__exact=queued", 0),
        ("content/lesson", "q=surprise", 1),
        ("content/exercise", "q=double&current__isempty=1", 0),
        ("content/exercise", "q=double&current__isempty=0", 1),
    ],
)
def test_lists_are_searched_and_filtered(admin, rows, model, query, found):
    answer = admin.get(f"/admin/{model}/?{query}")
    assert answer.status_code == 200
    assert len(answer.context["cl"].result_list) == found


def test_text_of_learners_is_text_in_the_admin(admin, cast, exercise):
    evil = "<script>alert(1)</script>"
    submission = make_submission(cast["alice"], exercise, evil)
    for address in ("", f"{submission.pk}/change/"):
        page = parse(admin.get(f"/admin/grading/submission/{address}").content)
        assert not [script for script in page.all("script") if "alert" in script.raw]


def test_the_role_of_a_user_can_be_changed_there_and_takes_effect(admin, cast):
    bob = cast["bob"]
    at = f"/admin/accounts/user/{bob.pk}/change/"
    sent = {"username": "bob", "email": bob.email, "role": "admin", "is_active": "on"}
    assert admin.post(at, sent).status_code == 302
    assert User.objects.get(username="bob").is_superuser


def test_a_user_is_made_with_a_role(admin, cast):
    sent = {
        "username": "eve", "email": "eve@example.org", "role": "editor", "usable_password": "true",
        "password1": "correct horse battery", "password2": "correct horse battery",
    }  # fmt: skip
    answer = admin.post("/admin/accounts/user/add/", sent)
    assert answer.status_code == 302, parse(answer.content).text
    assert User.objects.get(username="eve").role == Role.EDITOR


def test_a_cohort_is_made_of_learners_and_mentors(admin, cast):
    sent = {
        "name": "Autumn", "starts_on": "2026-09-01",
        "learners": [cast["alice"].pk, cast["charlie"].pk], "mentors": [cast["bob"].pk],
    }  # fmt: skip
    assert admin.post("/admin/accounts/cohort/add/", sent).status_code == 302
    cohort = Cohort.objects.get()
    assert set(cohort.learners.all()) == {cast["alice"], cast["charlie"]}
    assert set(cohort.mentors.all()) == {cast["bob"]}


def test_a_learner_is_no_mentor_of_a_cohort(admin, cast):
    sent = {"name": "Autumn", "starts_on": "2026-09-01", "mentors": [cast["charlie"].pk]}
    assert admin.post("/admin/accounts/cohort/add/", sent).status_code == 200
    assert not Cohort.objects.exists()


def test_a_user_who_goes_takes_what_is_theirs_and_nothing_else(admin, cast, rows, exercise):
    other = make_submission(make_user("eve"), exercise)
    answer = admin.post(f"/admin/accounts/user/{cast['alice'].pk}/delete/", {"post": "yes"})
    assert answer.status_code in (200, 302, 403)
    assert Submission.objects.filter(pk=other.pk).exists()
    assert LessonRevision.objects.exists() and ExerciseRevision.objects.exists()
    assert Run.objects.filter(submission__user__username="alice").exists() == (
        User.objects.filter(username="alice").exists()
    )


def test_no_two_groups_have_the_same_name(admin):
    names = [group["name"] for group in admin.get("/admin/").context["app_list"]]
    assert sorted(names) == sorted({str(name) for name in names})
    assert "People" in names


def test_a_run_tells_how_long_each_of_its_phases_took(admin, cast, exercise):
    queued = dt.datetime(2026, 9, 1, 12, tzinfo=dt.UTC)
    seconds = [queued + dt.timedelta(seconds=n) for n in (1, 1.25, 3.25, 3.5)]
    phases = {"started": None, "ready": seconds[1].isoformat(), "finished": seconds[2].isoformat()}
    run = make_run(
        make_submission(cast["alice"], exercise), "done", result=make_result(phases=phases),
        queued_at=queued, started_at=seconds[0], finished_at=seconds[3],
    )  # fmt: skip
    assert run.phases == {"waiting": 1.0, "preparing": 0.25, "testing": 2.0, "storing": 0.25}
    text = parse(admin.get(f"/admin/grading/run/{run.pk}/change/").content).text
    assert "waiting 1.000, preparing 0.250, testing 2.000, storing 0.250" in text
