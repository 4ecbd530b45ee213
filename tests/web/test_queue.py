"""The mentors' queue: who waits, what of it is shown, and who holds what."""

import datetime as dt

import pytest
from django.utils import timezone

from apps.mentoring.models import Request, State
from tests.factories import (
    WRONG,
    hold,
    make_exercise,
    make_module,
    make_request,
    make_review_request,
    make_run,
    make_submission,
    make_user,
)
from tests.html import Node, parse

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def bob(as_user):
    return as_user("bob")


@pytest.fixture
def erin(cast):
    return make_user("erin", role="mentor")


@pytest.fixture
def asked(cast, exercise) -> Request:
    """Alice asks for a review of an attempt that failed."""
    submission = make_submission(cast["alice"], exercise, WRONG)
    make_run(submission, "done")
    return make_review_request(submission)


def page(client, query: str = "") -> Node:
    answer = client.get(f"/queue/{query}")
    assert answer.status_code == 200
    return parse(answer.content)


def rows(client, query: str = "") -> list[str]:
    return [row.text for row in page(client, query).id("queue").all("li")]


def ago(**time: float) -> dt.datetime:
    return timezone.now() - dt.timedelta(**time)


def test_a_row_says_who_asks_what_about_what_and_for_how_long(bob, cast, asked):
    Request.objects.update(waiting_since=ago(hours=5, minutes=12))
    asked.comments.create(author=cast["alice"], text="First?", html="", sent_at=timezone.now())
    asked.comments.create(author=cast["alice"], text="Line <2>?", html="", sent_at=timezone.now())
    asked.comments.create(author=cast["bob"], text="My draft.", html="")
    [row] = rows(bob)
    assert row.startswith("review 1.") and "double, attempt 1 0 of 2 “Line <2>?”" in row
    assert "alice, waiting 5 hours, 12 minutes" in row and "draft" not in row


def test_who_has_waited_longest_stands_first(bob, cast, asked, lesson):
    make_request(cast["charlie"], lesson=lesson, waiting_since=ago(days=1))
    make_request(cast["dana"], asked.exercise, waiting_since=ago(hours=1))
    make_request(cast["admin"], asked.exercise, state=State.RETURNED)
    found = rows(bob)
    assert [row.split(",")[0].split()[0] for row in found] == ["stuck", "stuck", "review"]
    assert "Surprise The first. charlie" in found[0] and "dana" in found[1]


@pytest.fixture
def many(cast, asked, lesson) -> None:
    """One of each kind, in two modules; Bob has answered one of them before."""
    other = make_exercise("m04-01-count", make_module(4))
    make_request(cast["charlie"], lesson=lesson)
    make_request(cast["dana"], other, mentor=cast["bob"])


@pytest.mark.parametrize(
    ("query", "learners"),
    [
        ("", {"alice", "charlie", "dana"}),
        ("?kind=review", {"alice"}),
        ("?kind=stuck", {"dana"}),
        ("?kind=line&in=", {"charlie"}),
        ("?in=m03-module", {"alice", "charlie"}),
        ("?in=m03-module&kind=line", {"charlie"}),
        ("?in=m03-01-double", {"alice"}),
        ("?in=m04-module", {"dana"}),
        ("?mine=1", {"dana"}),
        ("?kind=none&in=none", {"alice", "charlie", "dana"}),
    ],
)
def test_filters(bob, many, query, learners):
    found = " ".join(rows(bob, query))
    assert {
        name for name in ("alice", "charlie", "dana") if f"{name}, waiting" in found
    } == learners


def test_the_form_keeps_what_was_chosen_and_htmx_gets_the_list_alone(bob, many):
    form = page(bob, "?kind=review&in=m03-01-double&mine=1").first("form", "filters")
    chosen = [option["value"] for option in form.all("option") if "selected" in option]
    assert chosen == ["review", "m03-01-double"] and "checked" in form.first("input")
    answer = bob.get("/queue/?kind=review", headers=HTMX)
    assert answer.content.strip().startswith(b'<section id="queue"')


def test_pages_go_on_where_the_one_before_ended(bob, asked, monkeypatch):
    monkeypatch.setattr("apps.mentoring.queries.PAGE", 2)
    for number in range(4):
        make_request(make_user(f"l{number}"), asked.exercise, waiting_since=ago(hours=9 - number))
    seen, address = [], "?kind="
    while address:
        shown = page(bob, address)
        seen += [row.text.split(",")[0].split()[-1] for row in shown.id("queue").all("li")]
        Request.objects.filter(learner__username="l0").update(state="settled", waiting_since=None)
        later = shown.all("a", "btn")
        address = later[0]["href"].removeprefix("/queue/") if later else ""
    assert len(seen) == 5
    assert "Here the queue ends." in page(bob, "?after=9999-01-01T00:00:00%2B00:00_1").text


@pytest.mark.parametrize("after", ["x", "_", "2026-01-01_1", "0001-01-01T00:00:00%2B00:00_1"])
def test_a_page_that_never_was_is_the_first(bob, asked, after):
    assert len(rows(bob, f"?after={after}")) == 1


@pytest.mark.parametrize("number", ["9" * 30, "-1"])
def test_a_number_beyond_all_numbers_breaks_nothing(bob, asked, number):
    assert bob.get(f"/queue/?after=2026-01-01T00:00:00%2B00:00_{number}").status_code == 200


def test_an_empty_queue_says_what_will_be_there(bob, asked):
    assert "Nothing that waits is of this kind." in page(bob, "?kind=stuck").text
    Request.objects.all().delete()
    assert "Nobody waits." in page(bob).text


def test_the_median_wait_is_shown(bob, asked, cast):
    assert "will be said here after the first one" in page(bob).text
    asked.reviews.create(mentor=cast["bob"], outcome="answered", waited_since=ago(hours=6))
    assert "Learners usually wait 6 hours for an answer" in page(bob).text


def test_the_bar_counts_for_mentors_alone(bob, alice, asked):
    places = parse(bob.get("/map/").content).first("nav")
    assert places.text == "Map Queue 1"
    assert parse(alice.get("/map/").content).first("nav").text == "Map"


# Claims


def test_a_claim_opens_the_request(bob, cast, asked):
    answer = bob.post(f"/queue/{asked.pk}/claim/")
    assert answer["Location"] == f"/reviews/{asked.pk}/"
    assert Request.objects.get().held_by(cast["bob"])
    [row] = rows(bob)
    assert row.endswith("Go on Let it go")


def test_who_comes_second_is_told_who_was_first(bob, asked, erin):
    hold(asked, erin)
    answer = bob.post(f"/queue/{asked.pk}/claim/", follow=True)
    shown = parse(answer.content)
    assert shown.first(css_class="messages").text.startswith("erin was first and holds it until")
    assert "erin holds it until" in shown.id("queue").text
    assert not shown.id("queue").all("button")


def test_what_no_longer_waits_is_not_claimed(bob, asked):
    Request.objects.update(state=State.SETTLED, waiting_since=None)
    answer = bob.post(f"/queue/{asked.pk}/claim/", follow=True)
    assert "It no longer waits." in parse(answer.content).text


def test_letting_go(bob, cast, asked):
    hold(asked, cast["bob"])
    answer = bob.post(f"/queue/{asked.pk}/release/", follow=True)
    assert "You have let it go." in parse(answer.content).text
    assert Request.objects.get().mentor is None


def test_nobody_is_offered_their_own(bob, cast, exercise):
    own = make_review_request(make_submission(cast["bob"], exercise))
    assert rows(bob)[0].endswith("your own")
    assert bob.post(f"/queue/{own.pk}/claim/").status_code == 404


def test_the_open_page_renews_and_stops_once_the_claim_is_lost(bob, cast, asked, erin):
    hold(asked, cast["bob"])
    Request.objects.update(claimed_until=timezone.now() + dt.timedelta(minutes=1))
    renewed = parse(bob.post(f"/queue/{asked.pk}/renew/", headers=HTMX).content).id("claim")
    assert 29 * 60 < int(renewed["data-seconds"]) <= 30 * 60
    assert renewed["hx-trigger"] == "renew"
    hold(asked, erin)
    lost = parse(bob.post(f"/queue/{asked.pk}/renew/", headers=HTMX).content).id("claim")
    assert lost.text.startswith("erin holds it until")
    assert "data-seconds" not in lost and "hx-post" not in lost
