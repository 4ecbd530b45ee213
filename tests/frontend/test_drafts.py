from playwright.sync_api import Page, expect

from tests.frontend.desk import STARTER, Desk
from tests.frontend.test_editor import at_end

OTHER = {"solution.py": "# from another tab\n"}


def state(page: Page, text: str) -> None:
    expect(page.locator("#draft-state")).to_have_text(text)


def type_(page: Page, text: str) -> None:
    at_end(page)
    page.keyboard.type(text)


def test_what_is_typed_is_saved_by_itself(open_exercise: Page, learner: Desk) -> None:
    page = open_exercise
    expect(page.get_by_role("button", name="Save draft")).to_be_hidden()
    type_(page, "a")
    state(page, "saved 21:14")
    assert (learner.version, learner.files) == (1, {"solution.py": STARTER + "a"})
    type_(page, "b")
    expect(page.locator("input[name=version]")).to_have_value("2")
    assert learner.files == {"solution.py": STARTER + "ab"}
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('draft:'))") == []


def test_another_tab_is_not_written_over(open_exercise: Page, learner: Desk) -> None:
    page = open_exercise
    learner.save(OTHER)
    type_(page, "mine")
    state(page, "not saved: another tab saved")
    assert learner.files == OTHER
    page.get_by_role("button", name="Keep the text of this page").click()
    state(page, "saved 21:14")
    assert learner.files == {"solution.py": STARTER + "mine"}


def test_the_other_tabs_text_can_be_taken_and_undone(open_exercise: Page, learner: Desk) -> None:
    page = open_exercise
    learner.save(OTHER)
    type_(page, "mine")
    page.get_by_role("button", name="Take the other text").click()
    expect(page.locator("#file-1")).to_have_value(OTHER["solution.py"])
    page.locator(".cm-content").click()
    page.keyboard.press("Control+z")
    expect(page.locator("#file-1")).to_have_value(STARTER + "mine")


def test_our_own_submission_is_no_other_tab(open_exercise: Page, learner: Desk) -> None:
    page = open_exercise
    at_end(page)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#verdict h2")).to_have_text("All 2 tests pass.")
    assert learner.version == 1  # the page does not know yet
    type_(page, "more")
    expect(page.locator("input[name=version]")).to_have_value("2")
    assert learner.files == {"solution.py": STARTER + "more"}
    expect(page.locator(".notice")).to_have_count(0)


def test_signed_out_meanwhile(open_exercise: Page, learner: Desk) -> None:
    page = open_exercise
    learner.signed_in = False
    type_(page, "kept")
    expect(page.get_by_role("alert")).to_contain_text("You have been signed out")
    state(page, "kept in this browser")
    learner.signed_in = True
    page.evaluate("dispatchEvent(new Event('focus'))")
    state(page, "saved 21:14")
    expect(page.locator(".notice")).to_have_count(0)
    assert learner.files == {"solution.py": STARTER + "kept"}


def test_an_unreachable_server_is_tried_again(open_exercise: Page, learner: Desk) -> None:
    page = open_exercise
    page.context.set_offline(True)
    type_(page, "later")
    state(page, "not saved yet; kept in this browser")
    page.context.set_offline(False)
    state(page, "saved 21:14")
    assert learner.files == {"solution.py": STARTER + "later"}


def crash(page: Page) -> Page:
    """The page ends with the server out of reach; the learner opens it again."""
    address = page.url
    page.context.set_offline(True)
    type_(page, "lost?")
    again = page.context.new_page()
    page.close()
    again.context.set_offline(False)
    again.goto(address)
    return again


def test_what_was_typed_before_a_crash_comes_back(open_exercise: Page, learner: Desk) -> None:
    page = crash(open_exercise)
    expect(page.get_by_role("alert")).to_contain_text("This is what you typed at")
    expect(page.locator("#file-1")).to_have_value(STARTER + "lost?")
    state(page, "saved 21:14")
    page.get_by_role("button", name="Put back what was saved").click()
    expect(page.locator("#file-1")).to_have_value(STARTER)
    expect(page.locator("input[name=version]")).to_have_value("2")
    assert learner.files == {"solution.py": STARTER}


def test_over_a_newer_draft_it_is_offered_until_somebody_chooses(
    open_exercise: Page, learner: Desk
) -> None:
    learner.version = 0
    page = open_exercise
    address = page.url
    page.context.set_offline(True)
    type_(page, "lost?")
    again = page.context.new_page()
    page.close()
    learner.save(OTHER)
    again.context.set_offline(False)
    for _visit in range(2):
        again.goto(address)
        expect(again.get_by_role("alert")).to_contain_text("A newer text was saved since")
        expect(again.locator("#file-1")).to_have_value(OTHER["solution.py"])
    again.get_by_role("button", name="Bring mine back").click()
    expect(again.locator("#file-1")).to_have_value(STARTER + "lost?")
    state(again, "saved 21:14")
    again.reload()
    expect(again.locator(".notice")).to_have_count(0)


def test_leaving_the_page_saves(open_exercise: Page, learner: Desk, site: str) -> None:
    page = open_exercise
    type_(page, "bye")
    page.goto(f"{site}/try/lesson/")
    page.goto(f"{site}/try/exercise/")
    expect(page.locator("#file-1")).to_have_value(STARTER + "bye")
    state(page, "")
    assert learner.files == {"solution.py": STARTER + "bye"}
    expect(page.locator(".notice")).to_have_count(0)


def test_signed_out_readers_keep_their_text_through_sign_in(
    site: str, learner: Desk, page: Page
) -> None:
    learner.signed_in = False
    page.goto(f"{site}/try/exercise/")
    type_(page, "first")
    state(page, "kept in this browser")
    learner.signed_in = True
    page.reload()
    expect(page.locator("#file-1")).to_have_value(STARTER + "first")
    state(page, "saved 21:14")
