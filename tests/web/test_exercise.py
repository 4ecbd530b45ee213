"""The exercise page: what is typed is never lost, and what is sent is kept."""

import re

import pytest
from django.utils import timezone

from apps.grading.models import Run, Submission
from apps.learning.actions import DRAFT_BYTES, save_draft
from apps.learning.models import Draft
from tests.browser import browser
from tests.factories import (
    PASSWORD,
    RIGHT,
    STARTER,
    WRONG,
    make_exercise,
    make_grader,
    make_result,
    make_run,
    make_submission,
)
from tests.html import parse

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}
HTMX = {"HX-Request": "true", "HX-Current-URL": "http://testserver/exercises/m03-01-double/"}
TYPED = "def double(x):\r\n    return x + x  # typed\r\n"
STORED = TYPED.replace("\r\n", "\n")


@pytest.fixture
def url(exercise):
    return exercise.get_absolute_url()


def text_of(answer) -> str:
    """What stands in the editor; a browser drops the newline right after the tag."""
    return parse(answer.content).id("file-1").raw.removeprefix("\n")


def body(text: str = TYPED, version: int = 0) -> dict[str, str]:
    return {"file:solution.py": text, "version": str(version)}


# The page


def test_it_reads_signed_out_with_prompt_shapes_hints_and_visible_tests(client, url):
    answer = client.get(url)
    shown = parse(answer.content)
    assert "Write double(x)." in shown.text
    assert [cell.text for cell in shown.first("tbody").all("td")] == ["x", "()", "i8", "a number"]
    assert "What is twice one?" in shown.text
    assert "test_double.py" in shown.text
    assert text_of(answer) == STARTER


def test_hidden_tests_and_the_reference_are_nowhere_in_the_page(client, alice, url):
    for browser_of in (client, alice):
        html = browser_of.get(url).content.decode()
        assert "test_secret" not in html and "double(21)" not in html
        assert "the reference" not in html and "One way to write it" not in html


def test_signed_out_one_is_asked_to_sign_in_and_no_draft_is_offered(client, url):
    buttons = [
        button.text for button in parse(client.get(url).content).id("exercise-form").all("button")
    ]
    assert buttons == ["Sign in and submit"]


def test_the_form_carries_what_the_script_needs(alice, cast, exercise, url):
    save_draft(cast["alice"], exercise, {"solution.py": STORED}, 0)
    form = parse(alice.get(url).content).id("exercise-form")
    assert form["action"] == form["hx-post"] == f"{url}submit/"
    assert (form["data-draft-url"], form["data-draft-version"]) == (f"{url}draft/", "1")
    assert form.first("input", name="version")["value"] == "1"


def test_the_draft_is_in_the_editor_for_its_owner_alone(alice, as_user, cast, exercise, url):
    save_draft(cast["alice"], exercise, {"solution.py": STORED}, 0)
    assert text_of(alice.get(url)) == STORED
    assert text_of(as_user("charlie").get(url)) == STARTER


@pytest.mark.parametrize(
    "text", ["\n\nx", "", "   ", "</textarea><script>alert(1)</script>", "a\tb "]
)
def test_any_text_comes_back_as_it_was_typed(alice, url, text):
    alice.post(f"{url}draft/", body(text))
    answer = alice.get(url)
    assert text_of(answer) == text
    assert "alert(1)" not in "".join(script.raw for script in parse(answer.content).all("script"))


def test_an_earlier_attempt_can_be_opened_in_the_editor_without_touching_the_draft(
    alice, cast, exercise, url
):
    save_draft(cast["alice"], exercise, {"solution.py": STORED}, 0)
    submission = make_submission(cast["alice"], exercise, WRONG)
    answer = alice.get(f"{url}?from={submission.pk}")
    assert text_of(answer) == WRONG
    shown = parse(answer.content)
    assert "This is attempt 1 again" in shown.text
    assert "data-draft-unsaved" in shown.id("exercise-form")
    assert Draft.objects.get().files == {"solution.py": STORED}


@pytest.mark.parametrize("number", ["x", "-1", "99999999999999999999999", "²"])
def test_an_attempt_that_is_none_is_no_fault(alice, url, number):
    assert alice.get(f"{url}?from={number}").status_code in (200, 404)


def test_an_attempt_at_another_exercise_does_not_land_in_this_editor(alice, cast, url):
    other = make_submission(cast["alice"], make_exercise("m03-02-triple"), "other = 1\n")
    answer = alice.get(f"{url}?from={other.pk}")
    assert answer.status_code == 404 or text_of(answer) == STARTER


# Drafts


def test_a_script_saves_and_is_told_version_and_time(alice, url):
    answer = alice.post(f"{url}draft/", body(), headers=JSON)
    assert answer.status_code == 200
    said = answer.json()
    assert said["version"] == 1 and re.fullmatch(r"\d\d:\d\d", said["saved_at"])
    assert Draft.objects.get().files == {"solution.py": STORED}


def test_the_time_is_that_of_the_reader(alice, url):
    alice.cookies["timezone"] = "Asia/Shanghai"
    said = alice.post(f"{url}draft/", body(), headers=JSON).json()["saved_at"]
    here, there = (int(clock[:2]) for clock in (timezone.now().strftime("%H:%M"), said))
    assert (there - here) % 24 == 8


def test_a_script_in_a_second_tab_is_told_what_the_first_saved(alice, url):
    alice.post(f"{url}draft/", body("first"), headers=JSON)
    answer = alice.post(f"{url}draft/", body("second"), headers=JSON)
    assert answer.status_code == 409
    assert answer.json()["version"] == 1 and answer.json()["files"] == {"solution.py": "first"}
    assert Draft.objects.get().files == {"solution.py": "first"}


def test_a_script_signed_out_is_told_so_and_the_text_is_kept(client, url):
    answer = client.post(f"{url}draft/", body(), headers=JSON)
    assert (answer.status_code, answer.json()) == (401, {"sign_in": "/account/login/"})
    assert text_of(client.get(url)) == STORED


@pytest.mark.parametrize("path", ["draft/", "submit/"])
@pytest.mark.parametrize("who", ["", "alice"])
def test_too_much_text_is_refused_and_nothing_is_stored(as_user, url, who, path):
    answer = as_user(who).post(f"{url}{path}", body("x" * (DRAFT_BYTES + 1)), headers=JSON)
    assert answer.status_code == 413
    assert not Draft.objects.exists() and not Submission.objects.exists()


def test_without_a_script_too_much_text_is_still_in_the_editor(alice, url):
    long = "x" * (DRAFT_BYTES + 1)
    answer = alice.post(f"{url}draft/", body(long))
    assert answer.status_code == 413
    assert text_of(answer) == long
    assert "200 kB" in parse(answer.content).text


def test_the_save_button_works_without_a_script(alice, url):
    answer = alice.post(f"{url}draft/", body(), follow=True)
    assert answer.redirect_chain == [(url, 302)]
    assert "Your draft is saved." in parse(answer.content).text
    assert text_of(answer) == STORED


def test_without_a_script_a_conflict_shows_both_texts_and_can_be_solved(alice, url):
    alice.post(f"{url}draft/", body("first"))
    answer = alice.post(f"{url}draft/", body("second"))
    assert answer.status_code == 409
    shown = parse(answer.content)
    assert text_of(answer) == "second"
    assert shown.id("other-1").raw.strip() == "first"
    version = shown.id("exercise-form").first("input", name="version")["value"]
    assert alice.post(f"{url}draft/", body("second", int(version))).status_code == 302
    assert Draft.objects.get().files == {"solution.py": "second"}


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30, "²"])
def test_a_version_that_is_none_overwrites_nothing(alice, url, version):
    alice.post(f"{url}draft/", body("first"))
    sent = {"file:solution.py": "second", "version": version}
    assert alice.post(f"{url}draft/", sent, headers=JSON).status_code == 409
    assert Draft.objects.get().files == {"solution.py": "first"}


def test_only_the_files_of_the_exercise_are_taken(alice, url):
    alice.post(f"{url}submit/", {**body(), "file:../evil.py": "x", "file:conftest.py": "x"})
    assert Submission.objects.get().files == {"solution.py": STORED}


# Submitting


def test_submitting_keeps_the_text_saves_the_draft_and_shows_the_attempt(alice, url):
    answer = alice.post(f"{url}submit/", body())
    submission = Submission.objects.get()
    assert answer["Location"] == submission.get_absolute_url()
    assert submission.files == Draft.objects.get().files == {"solution.py": STORED}
    assert Run.objects.get().state == "queued"


def test_submitting_by_htmx_answers_with_the_verdict_and_the_list_of_attempts(alice, url):
    make_grader()
    answer = alice.post(f"{url}submit/", body(), headers=HTMX)
    shown = parse(answer.content)
    assert shown.id("verdict")["data-state"] == "queued"
    assert shown.id("attempts")["hx-swap-oob"] == "true"
    assert len(shown.id("attempts").all("li")) == 1
    assert not shown.all("html")


def test_a_double_click_shows_the_same_run_twice(alice, url):
    for _ in range(2):
        alice.post(f"{url}submit/", body(), headers=HTMX)
    assert (Submission.objects.count(), Run.objects.count()) == (1, 1)


def test_a_submission_from_an_old_tab_keeps_the_newer_draft(alice, url):
    alice.post(f"{url}draft/", body("newer"), headers=JSON)
    alice.post(f"{url}submit/", body("older tab"))
    assert Submission.objects.get().files == {"solution.py": "older tab"}
    assert Draft.objects.get().files == {"solution.py": "newer"}


def test_a_planned_exercise_takes_nothing(alice, lesson):
    planned = make_exercise("m03-09-later", lesson.module, written=False)
    for path, ask in (("", alice.get), ("draft/", alice.post), ("submit/", alice.post)):
        assert ask(f"{planned.get_absolute_url()}{path}").status_code == 404
    assert not Submission.objects.exists()


# Signed out in the middle of it


def test_what_is_sent_signed_out_waits_behind_the_sign_in(client, cast, url):
    answer = client.post(f"{url}submit/", body())
    assert answer["Location"] == f"/account/login/?next={url}"
    sign_in = {"login": "alice", "password": PASSWORD, "next": url}
    answer = client.post("/account/login/", sign_in, follow=True)
    assert answer.redirect_chain == [(url, 302)]
    assert text_of(answer) == STORED
    assert "What you had typed was kept and is here" in parse(answer.content).text
    assert not Submission.objects.exists()  # it is sent by its owner, not by signing in


def test_what_waited_also_waits_through_a_sign_up(client, url):
    client.post(f"{url}submit/", body())
    new = {
        "username": "eve",
        "email": "e@example.org",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }
    client.post("/account/signup/", new)
    assert text_of(client.get(url)) == STORED


def test_what_waited_is_let_go_once_a_draft_or_a_submission_holds_it(client, cast, url):
    client.post(f"{url}submit/", body())
    client.post("/account/login/", {"login": "alice", "password": PASSWORD})
    client.post(f"{url}submit/", body())
    client.post(f"{url}draft/", body("later", 1), headers=JSON)
    assert text_of(client.get(url)) == "later"
    assert "typed" not in client.session


def test_what_waits_for_one_exercise_is_not_shown_at_another(client, url):
    other = make_exercise("m03-02-triple").get_absolute_url()
    client.post(f"{url}submit/", body())
    assert text_of(client.get(other)) == STARTER


def test_an_expired_session_sends_the_whole_page_to_sign_in(client, url):
    answer = client.post(f"{url}submit/", body(), headers=HTMX)
    assert answer.status_code == 200 and not answer.content
    assert answer["HX-Redirect"] == f"/account/login/?next={url}"
    assert text_of(client.get(url)) == STORED


@pytest.mark.parametrize("path", ["again/", "cancel/", ""])
def test_an_expired_session_never_puts_the_sign_in_page_into_a_corner(client, cast, exercise, path):
    run = make_run(make_submission(cast["alice"], exercise))
    address = (
        f"/attempts/{run.submission_id}/again/" if path == "again/" else f"/runs/{run.pk}/{path}"
    )
    ask = client.post if path else client.get
    answer = ask(address, headers=HTMX)
    assert answer["HX-Redirect"].startswith("/account/login/?next=/exercises/")
    assert not answer.content


# A token that is too old


@pytest.mark.parametrize("path", ["draft/", "submit/"])
def test_a_form_from_before_a_sign_in_shows_what_was_typed_ready_to_be_sent(cast, url, path):
    strict = browser(enforce_csrf_checks=True)
    strict.force_login(cast["alice"])
    answer = strict.post(f"{url}{path}", body("a = '<b>'\r\n" * 9, 3))
    assert answer.status_code == 403
    form = parse(answer.content).first("form", "kept")
    assert form["action"] == f"{url}{path}"
    assert (
        form.first("textarea", name="file:solution.py").raw.removeprefix("\n")
        == "a = '<b>'\r\n" * 9
    )
    assert form.first("input", name="version")["value"] == "3"
    token = form.first("input", name="csrfmiddlewaretoken")["value"]
    again = strict.post(form["action"], {**body("a = 1"), "csrfmiddlewaretoken": token})
    assert again.status_code == 302


def test_a_form_without_typed_text_says_what_to_do(cast):
    strict = browser(enforce_csrf_checks=True)
    answer = strict.post("/account/logout/")
    assert answer.status_code == 403
    assert not parse(answer.content).all("form", "kept")
    assert "Please send it again" in parse(answer.content).text


def test_passwords_are_not_among_what_is_shown_again():
    strict = browser(enforce_csrf_checks=True)
    answer = strict.post("/account/login/", {"login": "alice", "password": "secret words"})
    assert answer.status_code == 403
    assert b"secret words" not in answer.content


# The reference


def reference_in(answer) -> bool:
    return b"the reference" in answer.content


@pytest.mark.parametrize(
    ("state", "statuses"), [("queued", ()), ("running", ()), ("cancelled", ()), ("done", ("fail",))]
)
def test_the_reference_is_not_in_the_page_before_a_pass(
    alice, cast, exercise, url, state, statuses
):
    more = {"result": make_result(*statuses)} if statuses else {}
    run = make_run(make_submission(cast["alice"], exercise), state, **more)
    for address in (url, f"/attempts/{run.submission_id}/", f"/runs/{run.pk}/"):
        assert not reference_in(alice.get(address, headers=HTMX if "runs" in address else {}))


def test_after_a_pass_the_reference_is_there_for_good_and_for_its_owner(
    alice, as_user, cast, exercise, url
):
    make_run(make_submission(cast["alice"], exercise, RIGHT), "done", result=make_result("pass"))
    make_run(make_submission(cast["alice"], exercise, WRONG), "done")
    assert reference_in(alice.get(url))
    assert not reference_in(as_user("charlie").get(url))
    assert not reference_in(browser().get(url))


def test_the_poll_that_brings_a_pass_brings_the_reference(alice, cast, exercise):
    submission = make_submission(cast["alice"], exercise, RIGHT)
    run = make_run(submission, "done", result=make_result("pass"))
    answer = alice.get(f"/runs/{run.pk}/", headers=HTMX)
    assert reference_in(answer)
    assert parse(answer.content).id("reference")["hx-swap-oob"] == "true"
