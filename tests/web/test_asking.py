"""How learners ask: on an exercise, on an attempt, in a lesson."""

import datetime as dt

import pytest
from django.utils import timezone

from apps.grading.models import Run
from apps.learning.models import Draft
from apps.mentoring.models import Comment, Request, State
from apps.web.paragraphs import end_sections, paragraphs_of
from tests.factories import (
    STARTER,
    WRONG,
    hold,
    make_lesson,
    make_request,
    make_review_request,
    make_run,
    make_submission,
)
from tests.html import Node, parse

pytestmark = pytest.mark.django_db
STUCK = "/exercises/m03-01-double/stuck/"


def ask_of(client) -> Node:
    return parse(client.get("/exercises/m03-01-double/").content).first("section", "ask")


# Stuck on an exercise


def test_stuck_sends_the_code_as_typed_and_opens_the_conversation(alice, cast, exercise):
    answer = alice.post(STUCK, {"file:solution.py": STARTER, "version": "0", "words": "How?"})
    asked = Request.objects.get()
    assert answer["Location"] == asked.get_absolute_url()
    assert (asked.kind, asked.learner, asked.submission) == (
        "stuck",
        cast["alice"],
        Run.objects.get().submission,
    )
    assert asked.submission.files == Draft.objects.get().files == {"solution.py": STARTER}
    assert Comment.objects.get().text == "How?"


def test_htmx_takes_the_whole_page_there(alice, exercise):
    answer = alice.post(STUCK, {"file:solution.py": "x"}, headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == Request.objects.get().get_absolute_url()


def test_who_was_signed_out_finds_the_code_again(client, exercise):
    answer = client.post(STUCK, {"file:solution.py": WRONG, "words": "How?"})
    assert answer["Location"].startswith("/account/login/")
    assert WRONG.strip() in parse(client.get("/exercises/m03-01-double/").content).raw
    assert not Request.objects.exists()


def test_more_code_than_any_exercise_takes_is_refused(alice, exercise):
    answer = alice.post(STUCK, {"file:solution.py": "x" * 300_000})
    assert answer.status_code == 413 and not Request.objects.exists()


def test_the_exercise_page_has_the_form_and_says_how_long_it_takes(alice, cast, exercise):
    form = ask_of(alice)
    assert form.first("summary").text == "Stuck? Ask a mentor"
    assert form.first("button")["formaction"] == STUCK
    assert form.first("button")["form"] == form.first("textarea")["form"] == "exercise-form"
    assert "not known yet" in form.text
    answered = make_request(cast["charlie"], exercise)
    wait = timezone.now() - dt.timedelta(hours=6)
    answered.reviews.create(mentor=cast["bob"], outcome="answered", waited_since=wait)
    assert "Answers usually take 6 hours." in ask_of(alice).text


def test_who_is_signed_out_is_not_asked_to_ask(client, exercise):
    assert not parse(client.get("/exercises/m03-01-double/").content).all("section", "ask")


def test_the_exercise_page_says_how_an_open_request_stands(alice, cast, exercise):
    make_request(cast["charlie"], exercise, waiting_since=timezone.now() - dt.timedelta(days=1))
    asked = make_review_request(make_submission(cast["alice"], exercise))
    shown = ask_of(alice)
    assert "and are number 2 in the queue" in shown.text
    assert shown.first("a")["href"] == asked.get_absolute_url()
    assert shown.first("summary").text == "Send this code and a question after it"
    hold(asked, cast["bob"])
    assert "bob is reading what you asked." in ask_of(alice).text
    Request.objects.filter(pk=asked.pk).update(
        state=State.RETURNED, waiting_since=None, claimed_until=None
    )
    assert "bob has answered; it is your turn." in ask_of(alice).text
    Request.objects.filter(pk=asked.pk).update(state=State.SETTLED)
    assert ask_of(alice).first("summary").text == "Stuck? Ask a mentor"


# A review


def test_a_review_is_asked_for_on_a_page_of_its_own(alice, cast, exercise):
    submission = make_submission(cast["alice"], exercise)
    make_run(submission, "done")
    address = f"/attempts/{submission.pk}/ask/"
    attempt = parse(alice.get(submission.get_absolute_url()).content)
    assert attempt.first("a", href=address).text == "Ask for a review"
    form = parse(alice.get(address).content)
    assert "Attempt 1" in form.text and "0 of 2" in form.text
    answer = alice.post(address, {"words": "Is line 2 $x^2$?"})
    asked = Request.objects.get()
    assert (answer["Location"], asked.kind, asked.submission) == (
        asked.get_absolute_url(),
        "review",
        submission,
    )
    assert "katex" in Comment.objects.get().html
    assert "go on with the conversation" in parse(alice.get(address).content).text


def test_more_words_than_a_comment_holds_are_cut(alice, cast, exercise):
    submission = make_submission(cast["alice"], exercise)
    alice.post(f"/attempts/{submission.pk}/ask/", {"words": "x" * 20_000})
    assert len(Comment.objects.get().text) == 10_000


# A line of a lesson


LINES = """## One {#one}

The *first* of $n < 3$ & `x`.

/// predict
Which?

- this

//// answer
That.
////
///

Second[^1], see [two](#two).

## Two {#two}

Third.

[^1]: A note.
"""


@pytest.fixture
def read(lesson):
    return make_lesson("lines", lesson.module, LINES)


def stuck_at(lesson, anchor: str = "") -> str:
    return f"{lesson.get_absolute_url()}stuck/{f'?at={anchor}' if anchor else ''}"


def test_each_section_of_a_lesson_ends_with_a_way_to_ask(alice, read):
    article = parse(alice.get(read.get_absolute_url()).content).first("article")
    links = [section.first("p", "stuck").first("a") for section in article.all("section", id="one")]
    assert [link["href"] for link in links] == [stuck_at(read, "one")]
    assert links[0].text == "Stuck here? One"
    assert len(article.all("p", "stuck")) == 2


def test_first_the_section_is_chosen_and_then_the_paragraph(alice, read):
    sections = parse(alice.get(stuck_at(read)).content).first("main").all("ol")[0].all("a")
    assert [link["href"] for link in sections] == ["?at=one", "?at=two"]
    choices = parse(alice.get(stuck_at(read, "one")).content).all("input", type="radio")
    assert [choice["value"] for choice in choices] == [
        "",
        "The first of $n < 3$ & x.",
        "Which?",
        "Second1, see two.",
    ]


def test_a_paragraph_is_asked_about(alice, cast, read):
    form = {"at": "one", "quote": "Second1, see two.", "words": "Why?"}
    answer = alice.post(stuck_at(read, "one"), form)
    asked = Request.objects.get()
    assert answer["Location"] == asked.get_absolute_url()
    assert (asked.lesson, asked.anchor, asked.quote) == (read, "one", "Second1, see two.")


def test_without_words_it_is_asked_for_them_and_the_choice_stands(alice, read):
    answer = alice.post(stuck_at(read, "one"), {"at": "one", "quote": "Which?", "words": " "})
    page = parse(answer.content)
    assert answer.status_code == 422 and not Request.objects.exists()
    chosen = [radio["value"] for radio in page.all("input", type="radio") if "checked" in radio]
    assert chosen == ["Which?"]
    assert page.first(role="alert").text == "Say in a sentence what you do not follow."


def test_there_is_no_other_section(alice, read):
    assert alice.get(stuck_at(read, "three")).status_code == 404
    assert alice.post(stuck_at(read), {"words": "Why?"}).status_code == 404
    assert not Request.objects.exists()


def test_a_lesson_without_sections_stays_as_it_is():
    assert end_sections("<p>Alone.</p>", lambda anchor: "!") == "<p>Alone.</p>"
    assert paragraphs_of("<p>Alone.</p>", "one") == []
