"""A run as its learner sees it, in each of its states, and its verdict."""

import pytest

from apps.grading.actions import cancel_run
from apps.grading.models import Run
from apps.web.verdict import verdict_of
from tests.factories import (
    RIGHT,
    make_grader,
    make_result,
    make_run,
    make_submission,
    make_test,
)
from tests.html import parse
from tests.web.runs import HTMX, poll, title

pytestmark = pytest.mark.django_db


STATES = {
    "queued": "Waiting, next in the queue",
    "running": "Running your code",
    "cancelled": "Cancelled",
    "fault": "The grader failed, not your code",
    "done": "0 of 2 tests pass. The first that fails is open.",
}


@pytest.mark.parametrize("state", STATES)
def test_each_state_has_its_words_on_every_page_that_shows_it(alice, exercise, run_in, state):
    make_grader()
    run = run_in(state)
    addresses = [exercise.get_absolute_url(), f"/attempts/{run.submission_id}/"]
    pages = [parse(alice.get(address).content) for address in addresses]
    for page in [*pages, poll(alice, run)]:
        assert title(page) == STATES[state]
        assert page.id("verdict")["data-state"] == state


@pytest.mark.parametrize("state", STATES)
def test_a_page_polls_while_the_run_is_open_and_not_a_moment_longer(alice, exercise, run_in, state):
    run = run_in(state)
    final = state in ("cancelled", "fault", "done")
    addresses = [exercise.get_absolute_url(), f"/attempts/{run.submission_id}/"]
    pages = [parse(alice.get(address).content) for address in addresses]
    for page in [*pages, poll(alice, run)]:
        verdict = page.id("verdict")
        assert ("hx-get" not in verdict and "hx-trigger" not in verdict) == final
        assert ("aria-busy" in verdict) == (not final)
        polling = [node for node in page.everything() if "hx-get" in node]
        assert bool(polling) == (not final)


@pytest.mark.parametrize("state", ["queued", "running"])
def test_an_attempt_s_page_reloads_without_a_script_as_long_as_it_waits(alice, run_in, state):
    run = run_in(state)
    address = f"/attempts/{run.submission_id}/"
    assert parse(alice.get(address).content).first("noscript").all("meta", http_equiv="refresh")
    cancel_run(run)
    assert not parse(alice.get(address).content).all("noscript")


@pytest.mark.parametrize(
    ("polls", "seconds"), [(0, 1), (9, 1), (10, 2), (39, 2), (40, 5), (900, 5)]
)
def test_polls_come_ever_more_seldom(alice, run_in, polls, seconds):
    verdict = poll(alice, run_in("queued"), f"?polls={polls}").id("verdict")
    assert f"delay:{seconds}s" in verdict["hx-trigger"]
    assert f"polls={polls + 1}" in verdict["hx-get"]


@pytest.mark.parametrize("polls", ["x", "-1", "", "²"])
def test_a_count_of_polls_that_is_none_is_no_fault(alice, run_in, polls):
    assert "polls=1" in poll(alice, run_in("queued"), f"?polls={polls}").id("verdict")["hx-get"]


def test_focus_moves_to_the_verdict_of_one_s_own_click_only(alice, run_in):
    run = run_in("done")
    assert "data-focus-verdict" in poll(alice, run, "?own").id("verdict")
    assert "data-focus-verdict" not in poll(alice, run).id("verdict")


def test_the_mark_of_one_s_own_click_goes_along_while_waiting(alice, run_in):
    assert poll(alice, run_in("queued"), "?own").id("verdict")["hx-get"].endswith("&own")


def test_a_poll_that_is_no_htmx_request_leads_to_the_attempt(alice, run_in):
    run = run_in("queued")
    assert alice.get(f"/runs/{run.pk}/")["Location"] == f"/attempts/{run.submission_id}/"


# Cancel and run again


def test_an_open_run_can_be_cancelled_from_its_page(alice, run_in):
    run = run_in("running")
    form = poll(alice, run).id("verdict").first("form")
    assert form["action"] == form["hx-post"] == f"/runs/{run.pk}/cancel/"
    page = parse(alice.post(form["action"], headers=HTMX).content)
    assert title(page) == "Cancelled"
    assert "hx-get" not in page.id("verdict")


@pytest.mark.parametrize("state", ["done", "cancelled", "fault"])
def test_what_has_ended_can_be_run_again_and_not_cancelled(alice, run_in, state):
    run = run_in(state)
    [form] = poll(alice, run).id("verdict").all("form")
    assert form["action"] == f"/attempts/{run.submission_id}/again/"
    page = parse(alice.post(form["action"], headers=HTMX).content)
    assert page.id("verdict")["data-state"] == "queued"
    assert Run.objects.count() == 2


def test_both_work_without_a_script(alice, run_in):
    run = run_in("queued")
    at = f"/attempts/{run.submission_id}/"
    assert alice.post(f"/runs/{run.pk}/cancel/")["Location"] == at
    assert alice.post(f"{at}again/")["Location"] == at
    assert [run.state for run in Run.objects.order_by("pk")] == ["cancelled", "queued"]


def test_earlier_runs_of_the_same_code_are_listed(alice, run_in):
    run = run_in("cancelled")
    make_run(run.submission, "done")
    page = parse(alice.get(f"/attempts/{run.submission_id}/").content)
    earlier = page.first("ol", "attempts").all("li")
    assert [item.first("span", "state").text for item in earlier] == ["cancelled"]


# Verdicts


def done(run_in, *tests, **changes) -> Run:
    statuses = [test["status"] for test in tests]
    return run_in("done", result=make_result(*statuses, tests=list(tests), **changes))


def test_a_failing_test_says_what_was_seen_expected_and_why(alice, run_in):
    run = done(
        run_in,
        make_test(1, "pass"),
        make_test(2, "fail", cause="That is three times the number."),
        make_test(3, "not run"),
    )
    page = poll(alice, run)
    assert title(page) == "1 of 3 tests pass. The first that fails is open."
    passed, failed, not_run = page.all("details", "test")
    assert ["open" in test for test in (passed, failed, not_run)] == [False, True, False]
    evidence = failed.first("dl", "evidence")
    assert [part.text for part in evidence.all("dd")] == [
        "6",
        "4",
        "That is three times the number.",
    ]
    assert "not run" in not_run.text


def test_the_one_that_failed_is_open_and_not_one_that_never_ran(alice, run_in):
    run = done(run_in, make_test(1, "not run"), make_test(2, "error", message="Too slow."))
    first, second = poll(alice, run).all("details", "test")
    assert "open" not in first and "open" in second


def test_a_pass_says_so_and_opens_nothing(alice, run_in):
    page = poll(alice, done(run_in, make_test(1, "pass"), make_test(2, "pass")))
    assert title(page) == "All 2 tests pass."
    assert not [test for test in page.all("details", "test") if "open" in test]


def test_what_ended_the_program_is_the_headline_where_nothing_passed(alice, run_in):
    message = "Your program ended before answering: it exited with code 3."
    run = done(run_in, make_test(1, "not run"), message=message, outcome="error", status="error")
    assert title(poll(alice, run)) == message


def test_what_ended_the_program_is_said_beside_the_count_where_something_passed(alice, run_in):
    message = "Your program used 5.0 s of CPU time; the limit is 5 s."
    limit = {"kind": "cpu", "test": "test_2", "used": 5.0, "allowed": 5}
    run = done(
        run_in,
        make_test(1, "pass"),
        make_test(2, "error"),
        message=message,
        outcome="limit",
        limit=limit,
    )
    verdict = poll(alice, run).id("verdict")
    assert message in verdict.text and "limit reached" in verdict.text
    assert verdict.id("verdict-title").text.startswith("1 of 2 tests pass.")
    assert "limit reached in the test Test number 2" in verdict.text
    [hit] = verdict.all("tr", "hit")
    assert hit.text.startswith("Processor time")


def test_an_array_shows_its_entries_and_marks_the_wrong_ones(alice, run_in):
    array = {"rows": [["1", "2"], ["3", "<b>"]], "bad": [[1, 1]], "caption": "out: shape (2, 2)"}
    table = poll(alice, done(run_in, make_test(array=array))).first("table", "array")
    assert [cell.text for cell in table.all("td")] == ["1", "2", "3", "<b>"]
    assert [cell.text for cell in table.all("td", "bad")] == ["<b>"]


def test_a_traceback_shows_the_learner_s_lines_and_marks_the_last_in_the_code(
    alice, cast, exercise
):
    frame = {"file": "solution.py", "line": 2, "function": "double", "code": "    return 3 * x"}
    result = make_result("fail", tests=[make_test(traceback=[frame])])
    run = make_run(make_submission(cast["alice"], exercise), "done", result=result)
    page = parse(alice.get(f"/attempts/{run.submission_id}/").content)
    shown = page.first("details", "test").first("span", "ln")
    assert (shown["data-n"], "return 3 * x" in shown.text) == ("2", True)
    assert [line["data-n"] for line in page.all("span", "hit")] == ["2"]


def test_a_hidden_test_is_named_as_such_and_its_source_is_not_shown(alice, run_in):
    run = done(run_in, make_test(1, "fail", hidden=True))
    html = alice.get(f"/attempts/{run.submission_id}/").content.decode()
    assert "(hidden test)" in html
    assert "test_secret" not in html and "check_equal" not in html


def test_limits_are_shown_as_shares(alice, run_in):
    usage = {"cpu_s": 2.5, "wall_s": 3.0, "memory_mib": 900, "output_kib": 0}
    run = done(run_in, make_test(1, "pass"), usage=usage)
    bars = verdict_of(run).bars
    assert [(bar.used, bar.share) for bar in bars] == [
        ("2.50 of 5 s", 50.0),
        ("900 of 512 MiB", 100.0),
        ("0 of 64 KiB", 0.0),
    ]
    assert len(poll(alice, run).first("table", "limits").all("tr")) == 3


def test_a_verdict_names_seed_grader_and_revision(alice, exercise, run_in):
    text = poll(alice, run_in("done")).id("verdict").text
    assert "Seed 20417, grader 1.0" in text.replace("20,417", "20417")
    assert exercise.current.short_digest in text


def test_a_result_with_the_least_that_the_engine_may_say_can_be_shown(alice, run_in):
    result = {"outcome": "error", "tests": [], "message": "No test was run."}
    assert title(poll(alice, run_in("done", result=result))) == "No test was run."


def test_all_attempts_are_listed_newest_first_and_lead_to_their_pages(alice, cast, exercise):
    submissions = [make_submission(cast["alice"], exercise, f"x = {n}") for n in range(3)]
    for submission, state in zip(submissions, ("done", "cancelled", "queued"), strict=True):
        make_run(submission, state)
    make_run(make_submission(cast["charlie"], exercise), "done")
    page = parse(alice.get(exercise.get_absolute_url()).content)
    items = page.id("attempts").all("li")
    assert [item.first("a")["href"] for item in items] == [
        f"/attempts/{submission.pk}/" for submission in reversed(submissions)
    ]
    assert [item.all("span", "state")[0].text for item in items] == [
        "waiting",
        "cancelled",
        "0 of 2",
    ]
    assert items[0].get("aria-current") == "true"


def test_an_attempt_stays_open_when_its_exercise_has_moved_on(alice, cast, exercise):
    run = make_run(make_submission(cast["alice"], exercise, RIGHT), "done")
    exercise.current = None
    exercise.retired = True
    exercise.save()
    page = parse(alice.get(f"/attempts/{run.submission_id}/").content)
    assert "return 2 * x" in page.text
