"""What mentors, editors and administrators see, and what they do not."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import exercise as desk
from tests.e2e.complaints import Complaints

LISTS = {
    "Users": "alice",
    "Cohorts": "Add cohort",
    "Modules": "Information theory",
    "Exercises": "entropy_bits",
    "Submissions": "",
    "Runs": "",
}


@pytest.mark.parametrize(
    ("name", "role"),
    [("alice", "Learner"), ("bob", "Mentor"), ("dana", "Editor"), ("admin", "Admin")],
)
def test_everybody_has_a_map_and_an_account(
    as_user: Callable[[str], Page], name: str, role: str
) -> None:
    page = as_user(name)
    page.goto("/map/")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Welcome, {name}.")
    page.get_by_role("link", name=name, exact=True).click()
    expect(page.locator(".lead")).to_have_text(f"Signed in as {name}, {role}.")
    administration = page.get_by_role("link", name="Administration")
    expect(administration).to_have_count(1 if role == "Admin" else 0)


def test_an_administrator_has_the_lists(as_user: Callable[[str], Page], learner: Page) -> None:
    desk.open_exercise(learner)
    desk.answer(learner, desk.NATS)
    page = as_user("admin")
    page.goto("/account/")
    page.get_by_role("link", name="Administration").click()
    for title, entry in LISTS.items():
        page.goto("/admin/")
        page.get_by_role("link", name=title, exact=True).first.click()
        expect(page.locator("#content h1")).to_contain_text("elect")
        expect(page.locator("#content")).to_contain_text(entry)
    expect(page.locator("#result_list tbody tr").first).to_contain_text("entropy_bits")


def test_nobody_else_has(as_user: Callable[[str], Page], complaints: Complaints) -> None:
    complaints.expect("status of 403")
    for name in ("alice", "bob", "dana"):
        page = as_user(name)
        page.goto("/admin/")
        expect(page.get_by_role("heading", level=1)).to_have_text("This is not yours to open.")


def test_a_learners_attempt_is_not_there_for_others(
    as_user: Callable[[str], Page], learner: Page, complaints: Complaints
) -> None:
    complaints.expect("status of 404")
    desk.open_exercise(learner)
    desk.answer(learner, desk.NATS)
    learner.locator(".attempts").get_by_role("link", name="1").click()
    expect(learner.get_by_role("heading", level=1)).to_have_text("Attempt 1")
    for name in ("bob", "dana", "alice"):
        page = as_user(name)
        answer = page.goto(learner.url)
        assert answer is not None and answer.status == 404
        expect(page.get_by_role("heading", level=1)).to_have_text("There is no such page.")
