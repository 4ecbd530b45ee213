"""The exercise page, as a learner uses it."""

from django.conf import settings
from playwright.sync_api import Locator, Page, expect

INFORMATION = settings.CURRICULUM_DIR / "m03-information-theory"
ENTROPY = INFORMATION / "exercises" / "m03-01-entropy-bits"
BLOCK = settings.CURRICULUM_DIR / "m08-transformer" / "exercises" / "m08-06-block"
ATTENTION = settings.CURRICULUM_DIR / "m08-transformer" / "exercises" / "m08-01-attention"
ATTENTION_PAGE = f"/exercises/{ATTENTION.name}/"
ENTROPY_PAGE = f"/exercises/{ENTROPY.name}/"
BLOCK_PAGE = f"/exercises/{BLOCK.name}/"
NOTATION_PAGE = "/modules/m08-transformer/notation/"
LESSON_PAGE = f"/lessons/{INFORMATION.name}/entropy/"

STARTER = (ENTROPY / "starter" / "solution.py").read_text()
RIGHT = (ENTROPY / "solution" / "solution.py").read_text()
NATS = (ENTROPY / "mutants" / "nats" / "solution.py").read_text()
UNSCALED = (ATTENTION / "mutants" / "no_scale" / "solution.py").read_text()
ENDLESS = "def entropy_bits(p):\n    while True:\n        pass\n"
SLOW = "import time\n\ntime.sleep({seconds})\n" + RIGHT


def choose(page: Page, module: str, unit: str) -> None:
    """From any page to a unit, by way of the map."""
    page.get_by_role("link", name="Map", exact=True).click()
    page.locator("details.module > summary").filter(has_text=module).click()
    page.get_by_role("link", name=unit).click()


def open_exercise(page: Page, path: str = ENTROPY_PAGE) -> None:
    page.goto(path)
    editor(page).wait_for()


def editor(page: Page) -> Locator:
    return page.locator(".cm-content")


def write(page: Page, text: str) -> None:
    """Types `text` in place of what stood in the editor."""
    editor(page).fill(text)


def text_of(page: Page) -> Locator:
    """The field behind the editor, which is what is sent."""
    return page.locator("textarea[data-path]")


def draft_state(page: Page) -> Locator:
    return page.locator("#draft-state")


def wait_until_saved(page: Page, version: int) -> None:
    expect(page.locator("#exercise-form input[name=version]")).to_have_value(str(version))


def submit(page: Page) -> None:
    page.get_by_role("button", name="Submit").click()


def verdict(page: Page, state: str = "done") -> Locator:
    """The verdict once it has come to `state`: queued, running, done, cancelled, fault."""
    return page.locator(f"#verdict[data-state={state}]")


def headline(page: Page) -> Locator:
    return verdict(page).get_by_role("heading").first


def answer(page: Page, text: str) -> Locator:
    """Submits `text`; the headline of its verdict."""
    write(page, text)
    submit(page)
    page.locator("#verdict[data-focus-verdict]").wait_for()
    return headline(page)


def attempts(page: Page) -> Locator:
    return page.locator(".attempts li")
