"""Word of an answer: beside one's name, in a list, by mail; and how to turn it off."""

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, StorageState, expect

from tests.e2e.stack import Stack
from tests.e2e.test_accessible import expect_accessible

ANSWER = """
from django.utils import timezone
from apps.accounts.models import User
from apps.content.models import Exercise
from apps.mentoring import notices
from apps.mentoring.models import Notice, Request

learner, bob = User.objects.get(username="{learner}"), User.objects.get(username="bob")
exercise = Exercise.objects.get(number="3.1")
asked = Request.objects.create(learner=learner, exercise=exercise, kind="stuck")
notices.tell(learner, asked, Notice.What.ANSWERED, bob)
waiting = Notice.objects.filter(recipient=learner, mail_due_at__isnull=False)
waiting.update(mail_due_at=timezone.now())
print(asked.pk)
"""
PATIENCE = 60.0  # seconds


@pytest.fixture
def answer(site: Stack, name: str) -> Callable[[], str]:
    """Bob answers a question of this test's learner. The address of the conversation."""
    return lambda: f"/reviews/{site.do(ANSWER.format(learner=name)).strip()}/"


def counted(page: Page) -> str:
    return page.locator(".bar a[href='/notices/']").inner_text()


def test_word_of_an_answer_is_read_by_keyboard(learner: Page, answer: Callable[[], str]) -> None:
    page = learner
    page.goto("/notices/")
    expect(page.locator(".lead")).to_have_text("Nothing here yet.")
    expect_accessible(page)
    place = answer()
    page.goto("/map/")
    link = page.get_by_role("link", name="Notices 1 unread")
    link.focus()
    page.keyboard.press("Enter")
    entry = page.get_by_role("link", name="bob answered your question about “3.1 entropy_bits”.")
    expect(page.locator(".notices .new")).to_have_count(1)
    expect_accessible(page)
    entry.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{place}")
    page.goto("/notices/")
    expect(entry).to_be_visible()
    expect(page.locator(".notices .new")).to_have_count(0)
    expect(page.get_by_role("link", name="Notices", exact=True)).to_be_visible()


def test_choices_and_the_list_without_javascript(
    new_context: Callable[..., BrowserContext],
    learner_state: StorageState,
    answer: Callable[[], str],
) -> None:
    page = new_context(storage_state=learner_state, java_script_enabled=False).new_page()
    answer()
    page.goto("/notices/")
    page.get_by_role("button", name="Mark all as read").click()
    expect(page.locator(".notices li")).to_have_count(1)
    expect(page.locator(".notices .new")).to_have_count(0)
    page.get_by_role("link", name="in the site, by mail, both or neither").click()
    page.get_by_label("in the site").uncheck()
    page.get_by_label("by mail").uncheck()
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".messages")).to_have_text("Saved.")
    expect(page.get_by_label("in the site")).not_to_be_checked()
    expect(page.get_by_label("by mail")).not_to_be_checked()


def test_who_has_turned_both_off_hears_nothing(
    learner: Page, name: str, site: Stack, answer: Callable[[], str]
) -> None:
    learner.goto("/account/")
    for label in ("in the site", "by mail"):
        learner.get_by_label(label).uncheck()
    learner.get_by_role("button", name="Save").click()
    expect(learner.locator(".messages")).to_be_visible()
    answer()
    learner.goto("/notices/")
    expect(learner.locator(".lead")).to_have_text("Nothing here yet.")
    assert counted(learner) == "Notices"


def test_mail_in_the_readers_language_leads_to_the_place(
    learner: Page, name: str, site: Stack, answer: Callable[[], str]
) -> None:
    page = learner
    page.goto("/map/")
    page.get_by_role("button", name="中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-hans")
    place = answer()
    mail = wait_for_mail(site, f"To: {name}@example.org")
    assert f"你好，{name}：" in mail
    link = mail[mail.index(f"{site.url}/notices/") :].split()[0]
    page.goto(link)
    page.wait_for_url(f"**{place}")
    page.goto("/notices/")
    expect(page.get_by_role("heading", level=1)).to_have_text("通知")
    assert counted(page) == "通知"
    expect_accessible(page)
    assert f"{site.url}/account/#notices" in mail


def wait_for_mail(site: Stack, line: str) -> str:
    """The worker's log from this line on: where the embedded site writes its mail."""
    log = site.data_dir / "log" / "worker.log"
    deadline = time.monotonic() + PATIENCE
    while "#notices" not in (mail := log.read_text().partition(line)[2]):
        assert time.monotonic() < deadline, mail
        time.sleep(0.2)
    return mail
