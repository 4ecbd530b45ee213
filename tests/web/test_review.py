"""A conversation as its two sides see it, without a browser: what it shows, what its forms do."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from apps.mentoring.asking import ask_line, ask_review
from apps.mentoring.models import Comment, Outcome, Request, State, Thread
from apps.mentoring.reviewing import Lines, comment, send_review, settle_thread
from tests.factories import RIGHT, hold, make_run, make_submission, make_user
from tests.html import Node, parse

pytestmark = pytest.mark.django_db
FIRST = "def double(x):\n    y = x + x + x\n    return y\n"
SECOND = "import math\n\ndef double(x):\n    y = x + x\n    return y\n"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def bob(as_user):
    return as_user("bob")


@pytest.fixture
def asked(cast, exercise) -> Request:
    """Alice asks about her first attempt, and Bob holds it."""
    attempt = make_submission(cast["alice"], exercise, FIRST)
    make_run(attempt, "done")
    return hold(ask_review(attempt, "Is it **right**?"), cast["bob"])


def look(client, asked: Request, query: str = "") -> Node:
    return parse(client.get(f"/reviews/{asked.pk}/{query}").content)


def on_line(asked: Request, first: int, last: int) -> Lines:
    assert asked.submission
    return Lines(asked.submission, "solution.py", first, last)


def next_attempt(asked: Request, code: str = SECOND) -> Request:
    """Bob asks for another turn; Alice sends `code`, and Bob holds it again."""
    bob, exercise = asked.mentor, asked.exercise
    assert bob and exercise
    send_review(asked, bob, Outcome.ANOTHER_TURN)
    again = ask_review(make_submission(asked.learner, exercise, code))
    return hold(again, bob)


def post(client, address: str, htmx: bool = False, **form: Any):
    return client.post(address, form, headers=HTMX if htmx else {})


# What it shows


def test_code_verdict_attempts_and_question(bob, asked):
    page = look(bob, asked)
    assert page.first("pre").first("span", "ln").text == "def double(x):"
    aside = page.first("aside").text
    assert "Is it right?" in aside and "Attempt 1" in aside
    assert page.first("h1").text.endswith("by alice")


def test_comments_stand_under_their_last_line_and_mark_their_lines(bob, asked, cast):
    comment(asked, cast["bob"], "Why $3x$?", on_line(asked, 2, 3))
    page = look(bob, asked)
    thread = page.first("section", "thread")
    assert thread["aria-label"] == "Comments on lines 2 to 3"
    assert thread.all("span", "katex") and "not sent yet" in thread.text
    assert [line["data-n"] for line in page.all("span", "talk")] == ["2", "3"]


def test_a_draft_is_seen_by_its_author_alone(as_user, asked, cast):
    comment(asked, cast["bob"], "Unfinished thought", on_line(asked, 1, 1))
    comment(asked, cast["bob"], "Another one")
    assert "nfinished" in look(as_user("bob"), asked).raw
    for other in ("alice", "admin"):
        page = look(as_user(other), asked)
        assert "nfinished" not in page.raw and "Another one" not in page.raw
        assert not page.all("section", "thread")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("import math\n\n" + FIRST, "on attempt 1, line 2; came along"),
        (SECOND, "on attempt 1, line 2; came along, and the code has changed since"),
        ("def double(x):\n    return 2 * x\n", "on attempt 1, line 2; these lines are gone"),
    ],
)
def test_threads_say_how_they_came_along(alice, asked, cast, code, said):
    comment(asked, cast["bob"], "Why three?", on_line(asked, 2, 2))
    thread = look(alice, next_attempt(asked, code)).first("section", "thread")
    assert thread.first("p", "where").text == said
    old = [line.text for line in thread.all("span", "ln")]
    assert old == ([] if said.endswith("came along") else ["y = x + x + x"])


def test_a_thread_on_a_file_that_is_gone_is_still_there(alice, asked, cast):
    comment(asked, cast["bob"], "Why three?", on_line(asked, 2, 2))
    again = next_attempt(asked)
    again.submission.files = {"other.py": RIGHT}
    again.submission.save()
    assert "Why three?" in look(alice, again).first("section", "thread").text


def test_the_difference_to_the_starter_and_to_any_earlier_attempt(bob, asked, cast):
    again = next_attempt(asked) if comment(asked, cast["bob"], "Go on.") else asked
    changes = look(bob, again).id("changes")
    assert changes.first("h2").text == "What changed since attempt 1"
    assert [line.raw for line in changes.all("span", "del")] == ["−     y = x + x + x\n"]
    assert "".join(mark.raw for mark in changes.all("del")) == " + x"
    starter = look(bob, again, "?since=starter&view=side").id("changes")
    assert starter.first("h2").text == "What changed since the starter"
    assert starter.all("div", "two") and "..." in starter.first("span", "del").text


@pytest.mark.parametrize("query", ["?since=99", "?since=x&view=y", "?since=", "?at=2"])
def test_an_address_that_asks_for_nothing_known_shows_the_usual(bob, asked, query):
    assert look(bob, asked, query).id("changes").first("h2").text.endswith("the starter")


def test_a_question_about_a_line_of_a_lesson(as_user, cast, lesson):
    asked = ask_line(cast["alice"], lesson, "one", "The first.", "Which first?")
    hold(asked, cast["bob"])
    page = look(as_user("bob"), asked)
    assert page.first("blockquote").text == "The first." and "Which first?" in page.text
    assert (
        post(as_user("bob"), f"/reviews/{asked.pk}/comments/", text="This one.").status_code == 302
    )
    post(as_user("bob"), f"/reviews/{asked.pk}/send/", outcome="answered")
    assert "This one." in look(as_user("alice"), asked).id("whole").text


# What its forms do


def test_a_mentor_comments_and_sends_without_a_script(bob, alice, asked):
    address = f"/reviews/{asked.pk}/"
    answer = post(bob, f"{address}comments/", path="solution.py", first="2", last="", text="Hm")
    said = Comment.objects.latest("pk")
    assert answer.url == f"{address}#comment-{said.pk}"
    assert (said.thread.first_line, said.thread.last_line) == (2, 2)
    post(bob, f"{address}send/", outcome="another turn")
    assert "Hm" in look(alice, asked).first("section", "thread").text
    post(alice, f"{address}comments/", thread=said.thread_id, text="Oh!")
    asked.refresh_from_db()
    assert asked.state == State.WAITING
    assert [each.text for each in said.thread.comments.all()] == ["Hm", "Oh!"]


def test_how_the_difference_is_shown_outlives_an_act(bob, asked):
    address = f"/reviews/{asked.pk}/comments/?since=starter&view=side&x=y"
    assert "/?since=starter&view=side#comment-" in post(bob, address, text="Hm").url


def test_with_a_script_the_answer_is_the_whole_conversation_at_the_act(bob, asked):
    answer = post(bob, f"/reviews/{asked.pk}/comments/", htmx=True, text="Hm")
    review = parse(answer.content).id("review")
    assert review["data-focus"] == f"comment-{Comment.objects.latest('pk').pk}"
    assert not review.all("html")


def test_a_claim_lost_while_typing_loses_nothing(bob, asked):
    hold(asked, make_user("erin", role="mentor"))
    address = f"/reviews/{asked.pk}/comments/"
    form: dict[str, Any] = {
        "path": "solution.py",
        "first": "2",
        "last": "3",
        "text": "Long thought",
    }
    plain = post(bob, address, **form)
    assert plain.status_code == 409 and not Thread.objects.exists()
    page = parse(plain.content)
    assert "You do not hold this any more" in page.first("p", "failed").text
    assert page.first("textarea").raw.strip() == "Long thought" and "lines 2 to 3" in page.text
    scripted = post(bob, address, htmx=True, **form)
    assert (scripted.status_code, scripted["Content-Type"][:10]) == (409, "text/plain")


@pytest.mark.parametrize("where", ["lines", "thread", "whole"])
def test_what_was_refused_stands_where_it_was_typed(bob, asked, cast, where):
    thread = comment(asked, cast["bob"], "Here.", on_line(asked, 1, 1)).thread_id
    long = "x" * 10_001
    place: dict[str, dict[str, Any]] = {
        "lines": {"path": "solution.py", "first": "2", "last": "3"},
        "thread": {"thread": thread},
    }
    answer = post(bob, f"/reviews/{asked.pk}/comments/", text=long, **place.get(where, {}))
    page = parse(answer.content)
    field = next(each for each in page.all("textarea") if each.raw.strip() == long)
    kept = {"lines": "lines-solution.py", "thread": f"thread-{thread}", "whole": "whole"}[where]
    assert field["data-kept"] == kept
    assert answer.status_code == 409 and "10001 characters" in page.text


def test_a_learner_thanks_settles_and_ends(alice, asked, cast):
    said = comment(asked, cast["bob"], "See?", on_line(asked, 2, 2))
    send_review(asked, cast["bob"], Outcome.ANSWERED)
    assert post(alice, f"/comments/{said.pk}/thank/").status_code == 302
    assert "you said thanks" in look(alice, asked).text
    post(alice, f"/threads/{said.thread_id}/settle/")
    assert "reopen" in look(alice, asked).first("section", "thread").text
    post(alice, f"/threads/{said.thread_id}/reopen/")
    assert Thread.objects.get().settled_at is None
    post(alice, f"/reviews/{asked.pk}/settle/")
    page = look(alice, asked)
    assert "Solved." in page.id("review-state").text
    assert not page.all("textarea"), "it has ended"


def test_drafts_are_changed_and_thrown_away(bob, asked, cast):
    said = comment(asked, cast["bob"], "Draft", on_line(asked, 2, 2))
    post(bob, f"/comments/{said.pk}/edit/", text="Better")
    said.refresh_from_db()
    assert (said.text, said.edited_at) == ("Better", None)
    post(bob, f"/comments/{said.pk}/discard/")
    assert not Comment.objects.filter(author=cast["bob"]).exists() and not Thread.objects.exists()


def test_a_review_with_no_word_is_refused_where_it_asks_for_more(bob, asked):
    answer = post(bob, f"/reviews/{asked.pk}/send/", outcome="another turn")
    assert answer.status_code == 409 and "at least one comment" in parse(answer.content).text
    assert post(bob, f"/reviews/{asked.pk}/send/", outcome="nonsense").status_code == 400


def test_who_does_not_hold_it_sees_no_forms_to_write(as_user, asked):
    assert look(as_user("bob"), asked).all("textarea")
    assert not look(as_user("admin"), asked).all("textarea")
    Request.objects.update(claimed_until=timezone.now() - dt.timedelta(seconds=1))
    assert not look(as_user("bob"), asked).all("textarea")


# Hostile text, cost

EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)>"


def test_text_is_text_wherever_it_comes_out(as_user, cast, exercise):
    attempt = make_submission(cast["alice"], exercise, f"# {EVIL}\nx = '{EVIL}'\n")
    asked = hold(ask_review(attempt, EVIL), cast["bob"])
    thread = comment(asked, cast["bob"], EVIL, on_line(asked, 1, 2)).thread
    settle_thread(Thread.objects.get(), cast["bob"])
    again = next_attempt(asked, f"x = '{EVIL}!'\n")
    for name in ("bob", "alice"):
        page = look(as_user(name), again, "?view=side")
        assert not [node for node in page.all("script") if node.raw.strip()] and not page.all("img")
        assert EVIL in page.raw and page.id(f"thread-{thread.pk}")


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("bob", 14), ("alice", 13)])
def test_queries(as_user, asked, cast, rows, name, queries, django_assert_num_queries):
    for turn in range(rows):
        for first, last in [(2, 2), (1, 2), (2, 3)][:rows]:
            said = comment(asked, cast["bob"], "On them.", on_line(asked, first, last))
            for reply in range(rows):
                comment(asked, cast["alice"], f"Reply {turn} {reply}", said.thread)
        comment(asked, cast["bob"], f"Turn {turn}")
        asked = next_attempt(asked, SECOND + "# more\n" * turn)
        make_run(asked.submission, "done")
    client = as_user(name)
    with django_assert_num_queries(queries):
        client.get(f"/reviews/{asked.pk}/?since=1")
