"""What a learner is told, run by run."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import exercise as desk

EXIT = "import os\n\n\ndef entropy_bits(p):\n    os._exit(0)\n"
GREEDY = "def entropy_bits(p):\n    return [bytearray(10**8) for _ in range(100)]\n"
CHATTY = "def entropy_bits(p):\n    while True:\n        print('surprise ' * 1000)\n"
UNCLOSED = "def entropy_bits(p):\n    return -sum(p\n"


@pytest.mark.parametrize(
    ("text", "told", "mark"),
    [
        (desk.STARTER, "Nothing came back from entropy_bits yet.", "0 of 7"),
        (UNCLOSED, "could not be loaded: SyntaxError: '(' was never closed", "ended early"),
        (EXIT, "Your program ended before answering: it exited with code 0.", "ended early"),
        (GREEDY, "needed more than the 512 MiB of memory it may use.", "limit reached"),
        (CHATTY, "Your program printed more than 64 KiB", "limit reached"),
        (desk.ENDLESS, "5.0 s of CPU time; the limit is 5 s.", "limit reached"),
    ],
    ids=["starter", "syntax", "exit", "memory", "output", "time"],
)
def test_told_in_words(learner: Page, text: str, told: str, mark: str) -> None:
    desk.open_exercise(learner)
    expect(desk.answer(learner, text)).to_contain_text(told)
    expect(desk.attempts(learner).first).to_contain_text(mark)
    expect(learner.locator("#verdict")).not_to_contain_text("Traceback")


def test_a_run_is_cancelled_and_run_again(learner: Page) -> None:
    page = learner
    desk.open_exercise(page)
    desk.write(page, desk.SLOW.format(seconds=3))
    desk.submit(page)
    desk.verdict(page, "running").wait_for()
    page.get_by_role("button", name="Cancel this run").click()
    expect(desk.verdict(page, "cancelled")).to_contain_text("stopped at your wish")
    expect(desk.attempts(page).first).to_contain_text("cancelled")
    page.get_by_role("button", name="Run the same code again").click()
    expect(desk.headline(page)).to_have_text("All 7 tests pass.")
    expect(desk.attempts(page)).to_have_count(1)
    expect(desk.attempts(page).first).to_contain_text("passed")
    page.locator(".attempts").get_by_role("link", name="1").click()
    expect(page.get_by_role("heading", name="Earlier runs of this code")).to_be_visible()
    expect(desk.attempts(page)).to_have_count(1)
    expect(desk.attempts(page)).to_contain_text("cancelled")
