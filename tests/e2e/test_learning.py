"""The main job: from signing up to a module that has moved on the map."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e import exercise as desk
from tests.factories import PASSWORD

BASE_IS_WRONG = "This exercise asks for bits, so the logarithm has base 2."


def sign_up(page: Page, name: str) -> None:
    page.goto("/")
    page.get_by_role("link", name="Sign up").click()
    page.get_by_label("Username").fill(name)
    page.get_by_label("Email").fill(f"{name}@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Password (again)").fill(PASSWORD)
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Welcome, {name}.")


def expect_formulas(page: Page) -> None:
    """Set by KaTeX before the page was sent: the server renders them, no script does."""
    formulas = page.locator("article .katex:visible")
    expect(formulas.first).to_be_visible()
    assert formulas.count() > 20
    assert "$" not in page.locator("article").inner_text()
    family = formulas.first.evaluate("formula => getComputedStyle(formula).fontFamily")
    assert "KaTeX" in family


def expect_predictions_wait_for_a_choice(page: Page) -> None:
    predict = page.locator("section.predict").first
    predict.get_by_text("Commit to this answer").click()
    expect(predict.locator(".answer p").first).to_be_hidden()
    predict.get_by_label("1.75").check()
    expect(predict.locator(".answer p").first).to_be_visible()


def expect_both_attempts(page: Page) -> None:
    expect(desk.attempts(page)).to_have_count(2)
    for number, words, result in (
        ("2", "happens * -np.log2(happens)", "All 7 tests pass."),
        ("1", "happens * np.log(happens)", "4 of 7 tests pass."),
    ):
        page.locator(".attempts").get_by_role("link", name=number, exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(f"Attempt {number}")
        expect(page.locator("main")).to_contain_text(words)
        expect(desk.headline(page)).to_contain_text(result)
        page.get_by_role("link", name="Back to the exercise").click()


def row(page: Page, title: str):
    return page.locator(".parts tr").filter(has=page.get_by_role("link", name=title))


def test_from_signing_up_to_a_moved_map(visitor: Page, name: str) -> None:
    page = visitor
    sign_up(page, name)

    desk.choose(page, "Information theory", "Entropy and the best yes/no game")
    expect_formulas(page)
    expect_predictions_wait_for_a_choice(page)
    for anchor in ("bag", "halving"):
        page.locator(f"[data-end={anchor}]").scroll_into_view_if_needed()
        expect(page.locator(f"[data-contents={anchor}] .read-mark")).to_be_attached()
    page.get_by_role("link", name="Map", exact=True).click()
    expect(page.locator(".lead").first).to_contain_text("You stopped in “Entropy and the best")
    expect(page.locator(".lead").first).to_contain_text("before section 3")
    expect(row(page, "Entropy and the best")).to_contain_text("begun")

    page.get_by_role("link", name="Read on from section 3").click()
    expect(page.locator("[data-contents=halving] .read-mark")).to_be_attached()
    page.get_by_role("link", name="Next: exercise 3.1, entropy_bits").click()
    desk.editor(page).wait_for()
    expect(desk.answer(page, desk.NATS)).to_contain_text("4 of 7 tests pass.")
    failing = page.locator("#verdict details[open]")
    expect(failing).to_have_count(1)
    expect(failing.locator("summary")).to_contain_text("V equally likely outcomes")
    expect(failing.get_by_role("term")).to_have_text(["Seen", "Expected", "Likely cause"])
    expect(failing).to_contain_text(BASE_IS_WRONG)
    expect(page.locator("#reference")).to_be_empty()

    expect(desk.answer(page, desk.RIGHT)).to_have_text("All 7 tests pass.")
    expect(page.get_by_role("heading", name="One way to write it")).to_be_visible()
    page.locator("#reference summary").click()
    expect(page.locator("#reference")).to_contain_text("the outcomes that can happen")
    expect_both_attempts(page)

    page.get_by_role("link", name="Map", exact=True).click()
    expect(row(page, "entropy_bits")).to_contain_text("passed, 2 tries")


@pytest.fixture
def plain(new_context: Callable[..., BrowserContext]) -> Page:
    """A page in a browser that runs no script."""
    return new_context(java_script_enabled=False).new_page()


def test_the_same_without_javascript(plain: Page, name: str) -> None:
    page = plain
    sign_up(page, name)

    desk.choose(page, "Information theory", "Entropy and the best yes/no game")
    expect_formulas(page)
    expect_predictions_wait_for_a_choice(page)
    expect(page.locator(".read-mark")).to_have_count(0)
    page.get_by_role("button", name="I have read all of it").click()
    expect(page.get_by_text("You have read this lesson.")).to_be_visible()
    expect(page.locator(".read-mark")).to_have_count(9)
    page.get_by_role("link", name="Next: exercise 3.1, entropy_bits").click()

    hint = page.locator("details.hint").filter(has_text="A question").first
    hint.locator("summary").click()
    expect(hint.locator("div").first).to_be_visible()
    tests = page.locator("details.hint").filter(has_text="test_entropy_bits.py")
    tests.locator("summary").click()
    expect(tests).to_contain_text("def test_uniform")

    page.get_by_label("solution.py").fill(desk.NATS)
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("Your draft is saved.")).to_be_visible()
    expect(page.get_by_label("solution.py")).to_have_value(desk.NATS)
    desk.submit(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Attempt 1")
    expect(desk.headline(page)).to_contain_text("4 of 7 tests pass.")  # the page reloads itself
    expect(page.locator("#verdict details[open]")).to_contain_text(BASE_IS_WRONG)
    page.get_by_role("link", name="Back to the exercise").click()
    page.get_by_label("solution.py").fill(desk.RIGHT)
    desk.submit(page)
    expect(desk.headline(page)).to_have_text("All 7 tests pass.")
    page.get_by_role("link", name="Back to the exercise").click()
    expect(page.get_by_role("heading", name="One way to write it")).to_be_visible()
    expect_both_attempts(page)

    page.get_by_role("link", name="Map", exact=True).click()
    expect(row(page, "entropy_bits")).to_contain_text("passed, 2 tries")
    expect(row(page, "Entropy and the best")).to_contain_text("done")


def test_an_exercise_in_torch(learner: Page) -> None:
    desk.open_exercise(learner, desk.BLOCK_PAGE)
    mutant = desk.BLOCK / "mutants" / "detached" / "solution.py"
    expect(desk.answer(learner, mutant.read_text())).to_contain_text("tests pass. The first")
    expect(learner.locator("#verdict details[open]")).to_contain_text("Likely cause")
    solution = desk.BLOCK / "solution" / "solution.py"
    expect(desk.answer(learner, solution.read_text())).to_contain_text("tests pass.")
    expect(learner.get_by_role("heading", name="One way to write it")).to_be_visible()
