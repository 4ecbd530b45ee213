"""Who gets what at every address: this table names all of the URLconf, and the walk sees to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib import admin
from django.http import HttpResponse
from django.test import Client
from django.urls import URLResolver, get_resolver

from apps.grading.models import Run
from apps.web.mentoring_urls import urlpatterns as mentoring
from tests.factories import (
    make_grader,
    make_notation,
    make_review_request,
    make_run,
    make_submission,
)

ROLES = ["", "charlie", "alice", "bob", "dana", "admin"]  # "": signed out; alice owns the rows


@dataclass(frozen=True)
class Row:
    """One address and what each of ROLES gets: a status, or `in` for "sign in first"."""

    route: str
    request: str
    expected: str


def everyone(route: str, request: str, status: int) -> Row:
    return Row(route, request, " ".join([str(status)] * len(ROLES)))


def owner(route: str, request: str, status: int) -> Row:
    """Only Alice; to all others, the admin too, there is no such page."""
    return Row(route, request, f"in 404 {status} 404 404 404")


def signed_in(route: str, request: str, status: int = 200) -> Row:
    return Row(route, request, " ".join(["in"] + [str(status)] * 5))


def administration(route: str, request: str, status: int = 200) -> Row:
    """Others are sent to the door of the admin, which is closed to them (test below)."""
    return Row(route, request, f"in in in in in {status}")


LESSON, EXERCISE = "lessons/<slug:module_id>/<slug:slug>/", "exercises/<slug:id>/"
NOTATION = "modules/<slug:module_id>/notation/"
KEY = r"account/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$"
PAGES = [
    everyone("", "GET /", 200),
    everyone("map/", "GET /map/", 200),
    everyone(LESSON, "GET /lessons/m03-module/surprise/", 200),
    everyone(LESSON, "GET /lessons/m03-module/none/", 404),
    signed_in(f"{LESSON}read/", "POST /lessons/m03-module/surprise/read/", 302),
    everyone(NOTATION, "GET /modules/m03-module/notation/", 200),
    everyone(NOTATION, "GET /modules/none/notation/", 404),
    everyone(EXERCISE, "GET /exercises/m03-01-double/", 200),
    everyone(EXERCISE, "GET /exercises/none/", 404),
    signed_in(f"{EXERCISE}draft/", "POST /exercises/m03-01-double/draft/", 302),
    signed_in(f"{EXERCISE}submit/", "POST /exercises/m03-01-double/submit/", 302),
    owner("attempts/<int:pk>/", "GET /attempts/{submission}/", 200),
    owner("attempts/<int:pk>/again/", "POST /attempts/{submission}/again/", 302),
    owner("runs/<int:pk>/", "GET /runs/{run}/", 302),
    owner("runs/<int:pk>/cancel/", "POST /runs/{run}/cancel/", 302),
    Row("exercises/<slug:id>/", "GET /exercises/m03-01-double/?from={submission}",
        "200 404 200 404 404 404"),
    signed_in("account/", "GET /account/"),
    everyone("healthz", "GET /healthz", 200),
    everyone("language/setlang/", "POST /language/setlang/", 302),
    signed_in("notices/", "GET /notices/"),
    signed_in("notices/all-read/", "POST /notices/all-read/", 302),
    signed_in("notices/choices/", "POST /notices/choices/", 302),
    owner("notices/<int:pk>/", "GET /notices/{mentoring/notice}/", 302),
    Row("account/login/", "GET /account/login/", "200 302 302 302 302 302"),
    Row("account/signup/", "GET /account/signup/", "200 302 302 302 302 302"),
    Row("account/logout/", "GET /account/logout/", "302 200 200 200 200 200"),
    everyone("account/inactive/", "GET /account/inactive/", 200),
    signed_in("account/reauthenticate/", "GET /account/reauthenticate/"),
    signed_in("account/email/", "GET /account/email/"),
    everyone("account/confirm-email/", "GET /account/confirm-email/", 200),
    everyone(r"account/^confirm-email/(?P<key>[-:\w]+)/$", "GET /account/confirm-email/no/", 200),
    signed_in("account/password/change/", "GET /account/password/change/"),
    signed_in("account/password/set/", "GET /account/password/set/", 302),
    everyone("account/password/reset/", "GET /account/password/reset/", 200),
    everyone("account/password/reset/done/", "GET /account/password/reset/done/", 200),
    everyone(KEY, "GET /account/password/reset/key/1-no/", 200),
    everyone("account/password/reset/key/done/", "GET /account/password/reset/key/done/", 200),
    Row("account/login/code/confirm/", "GET /account/login/code/confirm/",
        "in 302 302 302 302 302"),
]  # fmt: skip
APP_LIST = r"admin/^(?P<app_label>mentoring|grading|content|accounts|account)/$"
ADMIN = [
    administration("admin/", "GET /admin/"),
    Row("admin/login/", "GET /admin/login/", "in 403 403 403 403 302"),
    Row("admin/logout/", "POST /admin/logout/", "302 302 302 302 302 200"),
    administration("admin/password_change/", "GET /admin/password_change/"),
    administration("admin/password_change/done/", "GET /admin/password_change/done/"),
    administration("admin/autocomplete/", "GET /admin/autocomplete/", 403),  # no field was named
    administration("admin/jsi18n/", "GET /admin/jsi18n/"),
    administration(
        "admin/r/<path:content_type_id>/<path:object_id>/", "GET /admin/r/{type}/{run}/", 404
    ),
    administration(APP_LIST, "GET /admin/grading/"),
    administration("admin/(?P<url>.*)$", "GET /admin/none", 404),
    administration("admin/accounts/user/<id>/password/",
                   "GET /admin/accounts/user/{user}/password/"),
]  # fmt: skip
FULL = ["accounts/user", "accounts/cohort", "account/emailaddress"]
READ_ONLY = [
    "grading/submission", "grading/run", "grading/grader", "content/module", "content/lesson",
    "content/exercise", "content/lessonrevision", "content/exerciserevision",
    "mentoring/request", "mentoring/review", "mentoring/notice",
]  # fmt: skip


def model_rows() -> Iterator[Row]:
    for model in [*FULL, *READ_ONLY]:
        at, route = f"/admin/{model}/", f"admin/{model}/"
        denied = 200 if model in FULL else 403
        yield administration(route, f"GET {at}")
        yield administration(f"{route}add/", f"GET {at}add/", denied)
        one = f"{at}{{{model}}}/"
        yield administration(f"{route}<path:object_id>/", f"GET {one}", 302)
        yield administration(f"{route}<path:object_id>/change/", f"GET {one}change/")
        yield administration(f"{route}<path:object_id>/history/", f"GET {one}history/")
        yield administration(f"{route}<path:object_id>/delete/", f"GET {one}delete/", denied)


TABLE = [*PAGES, *ADMIN, *model_rows()]


def walk(patterns: list[Any], before: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from walk(pattern.url_patterns, route)
        else:
            yield route


def test_every_address_stands_in_the_table_and_nothing_else_does():
    elsewhere = set(walk(mentoring))  # tests/web/test_mentoring_access.py
    assert set(walk(get_resolver().url_patterns)) == {row.route for row in TABLE} | elsewhere


@pytest.fixture
def names(cast, lesson, exercise) -> dict[str, Any]:
    """What the {names} of the table stand for; Alice owns the submission and its run."""
    from allauth.account.models import EmailAddress
    from django.contrib.contenttypes.models import ContentType

    from apps.accounts.models import Cohort

    make_notation(lesson.module)
    submission = make_submission(cast["alice"], exercise)
    run = make_run(submission)
    asked = make_review_request(submission)
    review = asked.reviews.create(
        mentor=cast["bob"], outcome="answered", waited_since=asked.asked_at
    )
    notice = asked.notices.create(recipient=cast["alice"], actor=cast["bob"], what="answered")
    address = EmailAddress.objects.create(user=cast["alice"], email="a@example.org")
    return {
        "submission": submission.pk,
        "run": run.pk,
        "user": cast["alice"].pk,
        "type": ContentType.objects.get_for_model(Run).pk,
        "accounts/user": cast["alice"].pk,
        "accounts/cohort": Cohort.objects.create(name="Autumn", starts_on="2026-09-01").pk,
        "account/emailaddress": address.pk,
        "grading/submission": submission.pk,
        "grading/run": run.pk,
        "grading/grader": make_grader().pk.replace(":", "_3A"),
        "content/module": lesson.module_id,
        "content/lesson": lesson.pk,
        "content/exercise": exercise.pk,
        "content/lessonrevision": lesson.current_id,
        "content/exerciserevision": exercise.current_id,
        "mentoring/request": asked.pk,
        "mentoring/review": review.pk,
        "mentoring/notice": notice.pk,
    }


def ask(client: Client, request: str, names: dict[str, Any]) -> HttpResponse:
    method, address = request.split(" ", 1)
    for name, value in names.items():
        address = address.replace(f"{{{name}}}", str(value))
    return client.generic(method, address)  # type: ignore[return-value]


def what(answer: HttpResponse) -> str:
    doors = ("/account/login/", "/admin/login/")
    to_a_door = answer.status_code == 302 and answer["Location"].startswith(doors)
    return "in" if to_a_door else str(answer.status_code)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.request)
def test_each_role_gets_what_the_table_says(row, as_user, names):
    found = {role: what(ask(as_user(role), row.request, names)) for role in ROLES}
    assert found == dict(zip(ROLES, row.expected.split(), strict=True))


def test_a_stranger_changes_nothing_of_what_others_own(as_user, names):
    before = list(Run.objects.values())
    for role in ("", "charlie", "bob", "dana", "admin"):
        for row in PAGES:
            if row.request.startswith("POST") and ("attempts" in row.route or "runs" in row.route):
                ask(as_user(role), row.request, names)
    assert list(Run.objects.values()) == before


@pytest.mark.parametrize("role", ["charlie", "bob", "dana"])
def test_the_door_of_the_admin_is_closed_to_all_but_admins(as_user, role):
    answer = as_user(role).get("/admin/", follow=True)
    assert answer.status_code == 403
    assert b"This is not yours to open." in answer.content


def test_the_door_of_the_admin_is_the_site_s_own_sign_in(as_user, cast):
    client = as_user("")
    answer = client.get("/admin/", follow=True)
    assert [address for address, _ in answer.redirect_chain][-1].startswith("/account/login/")
    client.post("/admin/login/", {"username": "admin", "password": "correct horse battery"})
    assert "_auth_user_id" not in client.session


OURS = [row for row in PAGES if not row.route.startswith(("account/", "language/"))]
OURS += [row for row in PAGES if row.route == "account/"]


@pytest.mark.parametrize("row", OURS, ids=lambda row: row.request)
def test_pages_are_read_and_changes_are_posted(row, alice, names):
    """A page takes no POST, a change no GET; HEAD is a GET without its body."""
    method, address = row.request.split(" ", 1)
    other = "POST" if method == "GET" else "GET"
    assert ask(alice, f"{other} {address}", names).status_code == 405
    assert ask(alice, f"DELETE {address}", names).status_code == 405
    if method == "GET":
        plain, head = ask(alice, row.request, names), ask(alice, f"HEAD {address}", names)
        assert (head.status_code, head.content) == (plain.status_code, b"")


# Every model can be looked at


WITHOUT_ADMIN = {
    "content.Notation": "the import writes it; its page is open to everybody",
    "content.Track": "five rows that the import writes; modules show them",
    "learning.Draft": "what somebody types is nobody else's to read",
    "learning.SectionRead": "what somebody reads is nobody else's to look up",
    "mentoring.Thread": "the conversation's own page shows it, to the two it is between",
    "mentoring.Placement": "follows from the threads",
    "mentoring.Comment": "a mentor's drafts are nobody else's to read",
    "mentoring.PrivateNote": "its author's alone",
    "mentoring.SavedReply": "its author's own words",
    "mentoring.NoticeChoice": "each person's own, on their account page",
    "account.EmailConfirmation": "unused: confirmation keys are signed, not stored",
    "admin.LogEntry": "the history of each object shows it",
    "auth.Permission": "the role alone decides",
    "auth.Group": "the role alone decides",
    "contenttypes.ContentType": "Django's own bookkeeping",
    "sessions.Session": "would let an admin take over a session",
}


def test_every_model_has_an_admin_or_a_reason():
    from django.apps import apps

    models = {model._meta.label for model in apps.get_models()}
    with_admin = {model._meta.label for model in admin.site._registry}
    assert models - with_admin == set(WITHOUT_ADMIN)
