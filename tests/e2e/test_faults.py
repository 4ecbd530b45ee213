"""Parts of the site are killed in the middle of a run: nothing is lost, one verdict comes of it."""

import signal
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import exercise as desk
from tests.e2e.complaints import Complaints
from tests.e2e.stack import PATIENCE, Stack


@pytest.fixture
def running(learner: Page) -> Page:
    """A page whose submission is being run, for some seconds more."""
    desk.open_exercise(learner)
    desk.write(learner, desk.SLOW.format(seconds=5))
    desk.submit(learner)
    desk.verdict(learner, "running").wait_for()
    return learner


def expect_one_verdict(page: Page) -> None:
    expect(desk.headline(page)).to_have_text("All 7 tests pass.", timeout=1000 * PATIENCE)
    expect(page.locator("#verdict")).to_have_count(1)
    expect(desk.attempts(page)).to_have_count(1)


def test_the_grader_is_killed(running: Page, site: Stack, name: str) -> None:
    grader = site.find("grader", "numpy")
    grader.kill()
    grader.wait(10)
    expect(desk.verdict(running, "running")).to_contain_text("You can leave this page")
    expect_one_verdict(running)
    assert site.runs(name) == [("done", "passed", 2)]  # one run, claimed twice
    site.wait_until_grading()


@pytest.fixture
def without_database(running: Page, site: Stack) -> Iterator[Page]:
    """The page, while PostgreSQL is gone and nobody starts it again; at the end somebody does."""
    database = site.find("postgres", "-D")
    site.process.send_signal(signal.SIGSTOP)  # the supervisor
    try:
        database.kill()
        yield running
    finally:
        site.process.send_signal(signal.SIGCONT)


def test_the_database_is_killed(
    without_database: Page, site: Stack, name: str, complaints: Complaints
) -> None:
    complaints.expect("status of 50[0-9]", "htmx")
    page = without_database
    expect(page.get_by_role("alert")).to_contain_text("Something went wrong on the server.")
    expect(desk.text_of(page)).to_have_value(desk.SLOW.format(seconds=5))
    site.process.send_signal(signal.SIGCONT)
    expect_one_verdict(page)
    expect(page.get_by_role("alert")).to_have_count(0)
    assert [(state, outcome) for state, outcome, _ in site.runs(name)] == [("done", "passed")]
    site.wait_until_grading()
