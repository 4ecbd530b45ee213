"""Language, theme, the keyboard and where the focus is."""

from playwright.sync_api import Page, expect

from tests.e2e import exercise as desk


def test_chinese_and_back(visitor: Page) -> None:
    page = visitor
    page.goto(desk.LESSON_PAGE)
    page.get_by_role("button", name="中文").click()
    expect(page).to_have_url(desk.LESSON_PAGE)
    expect(page.locator("html")).to_have_attribute("lang", "zh-hans")
    expect(page.get_by_role("link", name="地图")).to_be_visible()
    expect(page.locator("article")).to_have_attribute("lang", "en")  # what is not translated yet
    page.get_by_role("link", name="地图").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-hans")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("heading", level=1)).to_have_text("The map")


def paper(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))


def test_a_dark_theme_is_remembered(visitor: Page) -> None:
    page = visitor
    page.goto("/")
    light = paper(page)
    for theme in ("light", "dark"):
        page.get_by_role("button", name="Theme").click()
        expect(page.get_by_role("button", name="Theme")).to_have_text(f"Theme: {theme}")
    dark = paper(page)
    assert dark != light
    again = page.context.new_page()
    again.goto("/map/")
    assert paper(again) == dark


def focused(page: Page) -> str:
    """What has the focus, in words: its text, its label, or what it is."""
    return str(
        page.evaluate(
            """() => {
                let at = document.activeElement;
                while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
                return (at.getAttribute("aria-label") || at.textContent || at.tagName).trim();
            }"""
        )
    )


def tab_to(page: Page, words: str, most: int = 40) -> list[str]:
    """Presses Tab until what says `words` has the focus. All that had it on the way."""
    passed: list[str] = []
    while not passed or not passed[-1].startswith(words):
        assert len(passed) < most, passed
        page.keyboard.press("Tab")
        passed.append(focused(page))
    return passed


def test_an_exercise_with_the_keyboard_alone(learner: Page) -> None:
    page = learner
    desk.open_exercise(page)
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to the text"
    page.keyboard.press("Enter")
    way = tab_to(page, "solution.py")
    assert way[0] == "Information theory"  # the first link of the text itself
    assert "Drag to resize" in way and "A question" in way

    page.keyboard.press("Control+a")
    page.keyboard.type("x = 1")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert focused(page) == "solution.py"  # Tab indents
    page.keyboard.type("y")
    expect(desk.text_of(page)).to_have_value("x = 1\n    y")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert focused(page).startswith("Submit")
    page.keyboard.press("Shift+Tab")
    assert focused(page) == "solution.py"
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(desk.RIGHT)
    page.keyboard.press("Control+Enter")
    expect(desk.headline(page)).to_have_text("All 7 tests pass.")
    expect(page.locator("#verdict")).to_be_focused()
    tab_to(page, "passed", most=5)  # past where one may go from here
    page.keyboard.press("Enter")
    expect(page.locator("#verdict details").first).to_have_attribute("open", "")


def test_the_focus_stays_where_somebody_works(learner: Page) -> None:
    """It goes to a verdict that was asked for on this page, unless its learner has gone on."""
    page = learner
    desk.open_exercise(page)
    desk.write(page, desk.SLOW.format(seconds=2))
    page.keyboard.press("Control+Enter")
    desk.verdict(page, "running").wait_for()
    elsewhere = page.context.new_page()
    desk.open_exercise(elsewhere)
    desk.editor(page).press_sequentially("#")
    for each in (page, elsewhere):
        desk.verdict(each).wait_for()
    expect(desk.editor(page)).to_be_focused()
    expect(elsewhere.locator("body")).to_be_focused()
    page.reload()
    desk.verdict(page).wait_for()
    expect(page.locator("body")).to_be_focused()
