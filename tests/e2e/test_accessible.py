"""Every page and state: nothing for axe to find, nothing wider than the window."""

from collections.abc import Callable

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from tests.e2e import exercise as desk
from tests.e2e.complaints import Complaints

AXE = (settings.BASE_DIR / "node_modules" / "axe-core" / "axe.min.js").read_text()
PUBLIC = {
    "home": "/",
    "map": "/map/",
    "notation": desk.NOTATION_PAGE,
    "exercise": desk.ENTROPY_PAGE,
    "sign in": "/account/login/",
    "sign up": "/account/signup/",
    "reset": "/account/password/reset/",
    "404": "/no/such/page/",
}
OWN = {
    "map": "/map/",
    "lesson": desk.LESSON_PAGE,
    "account": "/account/",
    "notices": "/notices/",
    "e-mail": "/account/email/",
    "password": "/account/password/change/",
    "sign out": "/account/logout/",
}
RUN = """only => axe.run(document, {
    resultTypes: ["violations"],
    ...(only.length ? {runOnly: only} : {rules: {
        "color-contrast-enhanced": {enabled: true},
        // A column headed by a formula alone: axe looks past MathML, screen readers read it.
        "empty-table-header": {enabled: false},
    }}),
})"""
COLOURS = ["color-contrast", "color-contrast-enhanced"]


def findings(page: Page, *only: str) -> list[str]:
    """What axe has against the page as it is, as "rule: element"; by the rules `only`, or all."""
    violations = page.evaluate(RUN, list(only))["violations"]
    return [f"{rule['id']}: {node['html']}" for rule in violations for node in rule["nodes"]]


def overflow(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


def expect_accessible(page: Page) -> None:
    """At every width, light and dark. Text has to have the contrast that is best practice, 7:1."""
    page.evaluate(AXE)
    page.evaluate("document.querySelectorAll('main details').forEach(folded => folded.open = true)")
    page.emulate_media(reduced_motion="reduce")  # no colour is measured on its way to another
    found: list[str] = []
    for width in (1440, 820, 390):
        page.set_viewport_size({"width": width, "height": 900})
        if overflow(page) > 0:
            found.append(f"{width}: {overflow(page)} too wide")
        if width == 820:
            continue
        page.emulate_media(color_scheme="light")
        found += [f"{width}: {each}" for each in findings(page)]
        page.emulate_media(color_scheme="dark")
        found += [f"{width} dark: {each}" for each in findings(page, *COLOURS)]
    assert found == []


@pytest.mark.parametrize("path", PUBLIC.values(), ids=PUBLIC)
def test_signed_out(visitor: Page, path: str, complaints: Complaints) -> None:
    complaints.expect(r"status of 404.*/no/such/page/")
    visitor.goto(path)
    expect_accessible(visitor)


@pytest.mark.parametrize("path", OWN.values(), ids=OWN)
def test_signed_in(as_user: Callable[[str], Page], path: str) -> None:
    page = as_user("admin")
    page.goto(path)
    expect_accessible(page)


def test_verdicts_and_attempts(learner: Page) -> None:
    page = learner
    desk.open_exercise(page)
    expect_accessible(page)
    for text in (desk.NATS, desk.RIGHT):
        desk.answer(page, text)
        expect_accessible(page)
    for link in page.locator(".attempts a").all():
        page.goto(str(link.get_attribute("href")))
        expect_accessible(page)
        page.go_back()


def test_a_verdict_with_tables(learner: Page) -> None:
    desk.open_exercise(learner, desk.ATTENTION_PAGE)
    desk.answer(learner, desk.UNSCALED)
    expect(learner.locator(".array .bad").first).to_be_visible()
    expect_accessible(learner)


def test_waiting_and_notices(learner: Page, complaints: Complaints) -> None:
    complaints.expect("ERR_INTERNET_DISCONNECTED", "htmx:")
    page = learner
    desk.open_exercise(page)
    desk.write(page, desk.SLOW.format(seconds=15))
    desk.submit(page)
    desk.verdict(page, "running").wait_for()
    desk.wait_until_saved(page, 1)
    page.context.set_offline(True)
    desk.write(page, desk.NATS)
    expect(desk.draft_state(page)).to_have_text("not saved yet; kept in this browser")
    again = page.context.new_page()
    page.close()
    again.context.set_offline(False)
    desk.open_exercise(again)
    expect(again.get_by_role("alert")).to_contain_text("This is what you typed at")
    desk.verdict(again, "running").wait_for()
    expect_accessible(again)
    again.get_by_role("button", name="Cancel this run").click()
    desk.verdict(again, "cancelled").wait_for()
    expect_accessible(again)
