import re

from playwright.sync_api import Browser, Page, expect

from tests.frontend.desk import STARTER, Desk


def at_end(page: Page) -> None:
    page.locator(".cm-content").first.click()
    page.keyboard.press("Control+End")


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.id || document.activeElement.className")


def test_it_is_dressed_without_a_style_element(open_exercise: Page) -> None:
    page = open_exercise
    assert page.evaluate("document.querySelectorAll('style').length") == 0
    keyword = page.get_by_text("import", exact=True)
    accent = page.evaluate("getComputedStyle(document.querySelector('.btn.main')).backgroundColor")
    assert keyword.evaluate("element => getComputedStyle(element).color") == accent
    assert "Source Code Pro" in page.locator(".cm-scroller").evaluate(
        "e => getComputedStyle(e).fontFamily"
    )


def test_the_textarea_stays_in_step(open_exercise: Page) -> None:
    page = open_exercise
    at_end(page)
    page.keyboard.type("x = 1")
    expect(page.locator("#file-1")).to_have_value(STARTER + "x = 1")


def test_tab_indents_and_after_escape_it_leaves(open_exercise: Page) -> None:
    page = open_exercise
    at_end(page)
    page.keyboard.press("Tab")
    expect(page.locator("#file-1")).to_have_value(STARTER + "    ")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent.trim()").startswith("Submit")
    expect(page.locator("#file-1")).to_have_value(STARTER + "    ")


def test_escape_is_forgotten_once_something_is_typed(open_exercise: Page) -> None:
    page = open_exercise
    at_end(page)
    page.keyboard.press("Escape")
    page.keyboard.type("x")
    page.keyboard.press("Tab")
    assert focused(page) == "editor"


def test_the_keys_are_explained_to_a_screen_reader(open_exercise: Page) -> None:
    expect(open_exercise.get_by_role("textbox", name="solution.py")).to_have_accessible_description(
        re.compile("Press Escape, then Tab, to leave")
    )


def test_ctrl_enter_submits_and_focus_goes_to_the_verdict(
    open_exercise: Page, learner: Desk
) -> None:
    page = open_exercise
    before = page.locator("textarea[data-path]").input_value()  # a late save of an earlier page too
    at_end(page)
    page.keyboard.type("y = 2")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#verdict h2")).to_have_text("All 2 tests pass.")
    assert learner.submissions == [{"solution.py": before + "y = 2"}]
    expect(page.locator("#verdict")).to_be_focused()


def test_who_types_on_is_not_torn_away(open_exercise: Page, learner: Desk) -> None:
    page = open_exercise
    learner.may_answer.clear()
    at_end(page)
    page.keyboard.press("Control+Enter")
    page.keyboard.type("z")
    learner.may_answer.set()
    expect(page.locator("#verdict h2")).to_have_text("All 2 tests pass.")
    assert focused(page) == "editor"


def test_a_double_click_submits_once(open_exercise: Page, learner: Desk) -> None:
    page = open_exercise
    learner.may_answer.clear()
    page.get_by_role("button", name="Submit").dblclick()
    learner.may_answer.set()
    expect(page.locator("#verdict h2")).to_have_text("All 2 tests pass.")
    assert len(learner.submissions) == 1
    page.get_by_role("button", name="Submit").click()
    expect(page.locator("button.main")).not_to_have_attribute("aria-disabled", "true")
    assert len(learner.submissions) == 2


def test_a_failed_submission_says_so_beside_its_button(open_exercise: Page, learner: Desk) -> None:
    page = open_exercise
    learner.broken = True
    page.get_by_role("button", name="Submit").click()
    expect(page.locator(".runbar").get_by_role("alert")).to_contain_text(
        "Something went wrong on the server"
    )
    learner.broken = False
    page.get_by_role("button", name="Submit").click()
    expect(page.locator("#verdict h2")).to_have_text("All 2 tests pass.")
    expect(page.get_by_role("alert")).to_have_count(0)


def test_several_files_are_tabs(
    site: str, learner: Desk, page: Page, complaints: list[str]
) -> None:
    learner.files = {"solution.py": STARTER, "model.py": "import torch\n"}
    page.goto(f"{site}/try/exercise/")
    tabs = page.get_by_role("tab")
    expect(tabs).to_have_text(["solution.py", "model.py"])
    tabs.nth(0).focus()
    page.keyboard.press("ArrowRight")
    expect(tabs.nth(1)).to_have_attribute("aria-selected", "true")
    expect(page.get_by_role("tabpanel", name="model.py")).to_be_visible()
    page.get_by_role("textbox", name="model.py").click()
    page.keyboard.press("Control+End")
    page.keyboard.type("import math")
    expect(page.locator("#file-2")).to_have_value("import torch\nimport math")
    assert complaints == []


def test_the_split_is_moved_by_keys_and_remembered(open_exercise: Page) -> None:
    page = open_exercise
    handle = page.get_by_role("separator", name="Drag to resize")
    expect(handle).to_have_attribute("aria-valuenow", "42")
    handle.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(handle).to_have_attribute("aria-valuenow", "46")
    width = page.locator(".pane").first.bounding_box()
    page.reload()
    expect(handle).to_have_attribute("aria-valuenow", "46")
    assert page.locator(".pane").first.bounding_box() == width


def test_the_split_is_dragged(open_exercise: Page) -> None:
    page = open_exercise
    handle = page.get_by_role("separator", name="Drag to resize")
    box = handle.bounding_box()
    assert box
    page.mouse.move(box["x"] + 4, box["y"] + 50)
    page.mouse.down()
    page.mouse.move(box["x"] - 100, box["y"] + 50)
    page.mouse.up()
    assert int(handle.get_attribute("aria-valuenow") or 0) < 42


def test_without_javascript_the_field_is_there(site: str, learner: Desk, browser: Browser) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{site}/try/exercise/")
    page.get_by_label("solution.py").fill("mine")
    page.get_by_role("button", name="Submit").click()
    expect(page.locator("#verdict h2")).to_have_text("All 2 tests pass.")
    assert learner.submissions == [{"solution.py": "mine"}]
    page.context.close()
