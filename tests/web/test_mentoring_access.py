"""Who gets what of mentoring: address × method × role. Each part of the desk adds its rows."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from apps.accounts.models import User
from apps.mentoring.models import Comment, Notice, Outcome, Request
from apps.mentoring.reviewing import Lines, comment, send_review
from apps.web.mentoring_urls import urlpatterns
from tests.browser import browser
from tests.factories import hold, make_review_request, make_run, make_submission, make_user

# Nobody; a learner who asked nothing; who asked; a mentor who holds what she asked; another.
ROLES = ["", "charlie", "alice", "bob", "erin", "dana", "admin"]
Answers = dict[str, str]


def answers(text: str) -> Answers:
    """What each of ROLES gets: a status, or `in` for "sign in first"."""
    return dict(zip(ROLES, text.split(), strict=True))


def mentors(status: int) -> Answers:
    return answers(f"in 404 404 {status} {status} 404 {status}")


def hers(status: int) -> Answers:
    """Alice's alone."""
    return answers(f"in 404 {status} 404 404 404 404")


def her_and_mentors(status: int) -> Answers:
    return answers(f"in 404 {status} {status} {status} 404 {status}")


def signed_in(status: int) -> Answers:
    return answers("in" + f" {status}" * 6)


@dataclass(frozen=True)
class Page:
    """One address, and who gets what by each method it takes; any other method is refused."""

    name: str
    address: str
    get: Answers | None = None
    post: Answers | None = None


PAGES = [
    Page("queue", "/queue/", get=mentors(200)),
    Page("claim", "/queue/{request}/claim/", post=mentors(302)),
    Page("release", "/queue/{request}/release/", post=mentors(302)),
    Page("renew", "/queue/{request}/renew/", post=mentors(302)),
    Page("review", "/reviews/{request}/", get=her_and_mentors(200)),
    Page("comment", "/reviews/{request}/comments/", post=her_and_mentors(409)),  # it has no text
    Page("send-review", "/reviews/{request}/send/", post=mentors(400)),  # it has no outcome
    Page("settle", "/reviews/{request}/settle/", post=hers(302)),
    Page("withdraw", "/reviews/{request}/withdraw/", post=hers(302)),
    Page("edit-comment", "/comments/{draft}/edit/", post=answers("in 404 404 409 404 404 404")),
    Page("discard", "/comments/{draft}/discard/", post=answers("in 404 404 302 404 404 404")),
    Page("thank", "/comments/{told}/thank/", post=hers(302)),
    Page("settle-thread", "/threads/{thread}/settle/", post=answers("in 404 302 302 409 404 409")),
    Page("reopen-thread", "/threads/{thread}/reopen/", post=answers("in 404 302 302 409 404 409")),
    Page("stuck", "/exercises/m03-01-double/stuck/", post=signed_in(302)),
    Page("ask", "/attempts/{submission}/ask/", get=hers(200), post=hers(302)),
    Page("stuck-line", "/lessons/m03-module/surprise/stuck/?at=one",
         get=signed_in(200), post=signed_in(422)),
    Page("notices", "/notices/", get=signed_in(200)),
    Page("notices-read", "/notices/all-read/", post=signed_in(302)),
    Page("notice-choices", "/notices/choices/", post=signed_in(302)),
    Page("notice", "/notices/{notice}/", get=hers(302)),
]  # fmt: skip


@pytest.fixture
def roles(cast: dict[str, User]) -> dict[str, User]:
    return {**cast, "erin": make_user("erin", role="mentor")}


@pytest.fixture
def names(roles, lesson, exercise) -> dict[str, Any]:
    """What the {names} of the addresses stand for."""
    submission = make_submission(roles["alice"], exercise)
    make_run(submission, "done")
    request = hold(make_review_request(submission), roles["bob"])
    told = comment(request, roles["bob"], "Here.", Lines(submission, "solution.py", 1, 1))
    send_review(request, roles["bob"], Outcome.ANSWERED)
    comment(request, roles["alice"], "Where?", told.thread)
    draft = comment(hold(Request.objects.get(), roles["bob"]), roles["bob"], "There.")
    names = {"submission": submission.pk, "thread": told.thread_id, "told": told.pk}
    notice = Notice.objects.get(recipient=roles["alice"])
    return {**names, "request": request.pk, "draft": draft.pk, "notice": notice.pk}


@pytest.fixture
def ask(roles, names) -> Callable[[str, str, str], str]:
    """Role, method and address → what comes back."""
    clients: dict[str, Client] = {}

    def asked(role: str, method: str, address: str) -> str:
        if role not in clients:
            clients[role] = browser()
            if role:
                clients[role].force_login(roles[role])
        answer = clients[role].generic(method, address.format(**names))
        to_the_door = answer.headers.get("Location", "").startswith("/account/login/")
        return "in" if to_the_door else str(answer.status_code)

    return asked


def test_every_address_stands_in_the_table():
    assert {page.name for page in PAGES} == {pattern.name for pattern in urlpatterns}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_role_gets_what_the_table_says(page, ask):
    for method, expected in (("GET", page.get), ("HEAD", page.get), ("POST", page.post)):
        expected = expected or dict.fromkeys(ROLES, "405")
        assert {role: ask(role, method, page.address) for role in ROLES} == expected, method
    for method in ("PUT", "PATCH", "DELETE"):
        assert {ask(role, method, page.address) for role in ROLES} == {"405"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_who_is_not_let_in_changes_nothing(page, ask):
    before = list(Request.objects.values()), list(Comment.objects.values())
    for role, status in (page.post or {}).items():
        if status in ("in", "404"):
            ask(role, "POST", page.address)
    assert (list(Request.objects.values()), list(Comment.objects.values())) == before


def test_what_is_not_there_is_404_for_all(ask, names):
    """So that a stranger cannot tell what is there."""
    for page in PAGES:
        if "{" in page.address:
            method = "POST" if page.post else "GET"
            gone = re.sub(r"\{\w+\}", "0", page.address)
            found = {role: ask(role, method, gone) for role in ROLES}
            assert found == {role: "404" if role else "in" for role in ROLES}, page.name
