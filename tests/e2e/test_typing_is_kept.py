"""Nothing typed is lost, whatever the browser, the session or another tab does meanwhile."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, StorageState, expect

from tests.e2e import exercise as desk
from tests.e2e.complaints import Complaints
from tests.e2e.stack import Stack
from tests.factories import PASSWORD

MINE = desk.STARTER + "# mine\n"
THEIRS = desk.STARTER + "# from the other tab\n"


def sign_in_again(page: Page, name: str) -> None:
    page.get_by_label("User name or e-mail").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def test_a_page_that_crashed_before_it_could_save(learner: Page, complaints: Complaints) -> None:
    complaints.expect("ERR_INTERNET_DISCONNECTED")
    page = learner
    desk.open_exercise(page)
    page.context.set_offline(True)
    desk.write(page, MINE)
    expect(desk.draft_state(page)).to_have_text("not saved yet; kept in this browser")
    again = page.context.new_page()
    page.close()
    again.context.set_offline(False)
    desk.open_exercise(again)
    expect(again.get_by_role("alert")).to_contain_text("This is what you typed at")
    expect(desk.text_of(again)).to_have_value(MINE)
    desk.wait_until_saved(again, 1)
    desk.open_exercise(again)
    expect(desk.text_of(again)).to_have_value(MINE)
    expect(again.get_by_role("alert")).to_have_count(0)


@pytest.mark.parametrize("act", ["submit", "save"])
def test_a_session_that_ended(learner: Page, name: str, act: str, complaints: Complaints) -> None:
    complaints.expect("status of 401")
    page = learner
    desk.open_exercise(page)
    page.context.clear_cookies(name="sessionid")
    desk.write(page, desk.RIGHT)
    if act == "submit":
        desk.submit(page)
    else:
        expect(page.get_by_role("alert")).to_contain_text("You have been signed out.")
        expect(desk.draft_state(page)).to_have_text("kept in this browser")
        desk.submit(page)
    sign_in_again(page, name)
    expect(page.get_by_role("heading", level=1)).to_have_text("3.1 entropy_bits")
    expect(desk.text_of(page)).to_have_value(desk.RIGHT)
    expect(page.get_by_text("You were signed out. What you had typed was kept")).to_be_visible()
    desk.submit(page)
    expect(desk.headline(page)).to_have_text("All 7 tests pass.")
    expect(desk.attempts(page)).to_have_count(1)


def test_signed_in_again_in_another_tab(learner: Page, name: str, complaints: Complaints) -> None:
    complaints.expect("status of 401")
    page = learner
    desk.open_exercise(page)
    page.context.clear_cookies(name="sessionid")
    desk.write(page, MINE)
    expect(page.get_by_role("alert")).to_contain_text("You have been signed out.")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in, in a new tab").click()
    sign_in_again(opened.value, name)
    expect(opened.value.get_by_role("heading", level=1)).to_contain_text(name)
    opened.value.close()
    page.bring_to_front()
    page.evaluate("dispatchEvent(new Event('focus'))")  # as a window does that is come back to
    desk.wait_until_saved(page, 1)
    expect(page.get_by_role("alert")).to_have_count(0)


def test_two_tabs(learner: Page, complaints: Complaints) -> None:
    complaints.expect("status of 409")
    here, there = learner, learner.context.new_page()
    desk.open_exercise(here)
    desk.open_exercise(there)
    desk.write(there, THEIRS)
    desk.wait_until_saved(there, 1)
    desk.write(here, MINE)
    expect(here.get_by_role("alert")).to_contain_text("Another tab or machine saved this")
    expect(desk.text_of(here)).to_have_value(MINE)
    expect(desk.draft_state(here)).to_have_text("not saved: another tab saved")
    there.reload()
    expect(desk.text_of(there)).to_have_value(THEIRS)
    here.get_by_role("button", name="Take the other text").click()
    expect(desk.text_of(here)).to_have_value(THEIRS)
    desk.editor(here).press("Control+z")
    expect(desk.text_of(here)).to_have_value(MINE)
    desk.wait_until_saved(here, 2)


def test_two_tabs_without_javascript(
    new_context: Callable[..., BrowserContext], learner_state: StorageState, complaints: Complaints
) -> None:
    complaints.expect("status of 409")
    context = new_context(java_script_enabled=False, storage_state=learner_state)
    here, there = context.new_page(), context.new_page()
    for page in (here, there):
        page.goto(desk.ENTROPY_PAGE)
    for page, text in ((there, THEIRS), (here, MINE)):
        page.get_by_label("solution.py").first.fill(text)
        page.get_by_role("button", name="Save draft").click()
    expect(there.get_by_text("Your draft is saved.")).to_be_visible()
    expect(here.get_by_text("Another tab saved a draft of this exercise")).to_be_visible()
    texts = here.locator("textarea")
    expect(texts.nth(0)).to_have_value(MINE)
    expect(texts.nth(1)).to_have_value(THEIRS)
    here.get_by_role("button", name="Save draft").click()
    expect(here.get_by_text("Your draft is saved.")).to_be_visible()
    expect(here.get_by_label("solution.py")).to_have_value(MINE)


def test_a_submission_that_did_not_arrive(learner: Page, complaints: Complaints) -> None:
    complaints.expect("ERR_FAILED", "htmx:")
    page = learner
    desk.open_exercise(page)
    page.route("**/submit/", lambda route: route.abort())
    desk.write(page, desk.RIGHT)
    desk.submit(page)
    expect(page.get_by_role("alert")).to_contain_text("The server cannot be reached.")
    expect(desk.text_of(page)).to_have_value(desk.RIGHT)
    page.unroute("**/submit/")
    desk.submit(page)
    expect(desk.headline(page)).to_have_text("All 7 tests pass.")
    expect(page.get_by_role("alert")).to_have_count(0)


def test_a_double_click_sends_once(learner: Page, site: Stack, name: str) -> None:
    page = learner
    desk.open_exercise(page)
    desk.write(page, desk.RIGHT)
    page.get_by_role("button", name="Submit").dblclick()
    expect(desk.headline(page)).to_have_text("All 7 tests pass.")
    expect(desk.attempts(page)).to_have_count(1)
    assert site.runs(name) == [("done", "passed", 1)]


def test_away_and_back(learner: Page) -> None:
    page = learner
    desk.open_exercise(page)
    desk.write(page, MINE)
    page.get_by_role("link", name="Map", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Welcome")
    page.go_back()
    expect(desk.text_of(page)).to_have_value(MINE)
    desk.answer(page, desk.RIGHT)
    page.locator(".attempts").get_by_role("link", name="1").click()
    page.go_back()
    expect(desk.text_of(page)).to_have_value(desk.RIGHT)
    expect(desk.headline(page)).to_have_text("All 7 tests pass.")
