import pytest
from playwright.sync_api import Page, expect

from tests.frontend.conftest import axe_findings
from tests.frontend.desk import Desk


def open_lesson(page: Page, site: str) -> None:
    page.goto(f"{site}/try/lesson/")


def test_the_theme_is_remembered_and_there_before_anything_paints(
    site: str, learner: Desk, page: Page
) -> None:
    open_lesson(page, site)
    button = page.locator("button.theme")
    expect(button).to_have_text("Theme: system")
    button.click()
    button.click()
    expect(button).to_have_text("Theme: dark")
    page.add_init_script(
        "addEventListener('DOMContentLoaded',"
        " () => { window.early = document.documentElement.dataset.theme; }, true)"
    )
    page.reload()
    assert page.evaluate("early") == "dark"
    assert (
        page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        == "rgb(22, 21, 18)"
    )
    button.click()
    expect(button).to_have_text("Theme: system")


def test_sections_count_as_read_once_their_end_was_in_view(
    site: str, learner: Desk, page: Page
) -> None:
    open_lesson(page, site)
    expect(page.locator("[data-contents=first] .read-mark")).to_be_attached()
    assert learner.sections == ["first"]
    page.keyboard.press("End")
    expect(page.locator("[data-contents=second] .read-mark")).to_be_attached()
    assert learner.sections == ["first", "second"]


def test_an_answer_opens_only_after_a_choice(site: str, learner: Desk, page: Page) -> None:
    open_lesson(page, site)
    page.get_by_text("Commit to this answer").click()
    expect(page.get_by_text("It is two.")).to_be_hidden()
    page.get_by_label("one").check()
    expect(page.get_by_text("It is two.")).to_be_visible()


def test_a_listing_is_copied_line_by_line(open_exercise: Page) -> None:
    page = open_exercise
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="copy").click()
    expect(page.get_by_role("button", name="copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "one = 1\ntwo = 2\n"


def test_the_reader_tells_the_server_their_zone(site: str, learner: Desk, page: Page) -> None:
    open_lesson(page, site)
    assert "timezone" in {cookie["name"] for cookie in page.context.cookies()}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "address", ["try/exercise", "try/lesson", "account/login", "account/signup", "no/such/page"]
)
def test_axe_finds_nothing(
    site: str, learner: Desk, page: Page, address: str, scheme: str, complaints: list[str]
) -> None:
    learner.signed_in = address.startswith("try")
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(f"{site}/{address}/")
    if "exercise" in address:
        page.locator(".cm-content").wait_for()
    assert axe_findings(page) == []
    assert complaints == []
