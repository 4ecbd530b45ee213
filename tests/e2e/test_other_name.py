"""A site on a plain http address that is not localhost, named by SITE_URL: on a home network."""

import signal
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserType, Page, expect

from tests.e2e import exercise as desk
from tests.e2e.complaints import Complaints
from tests.ops.site import Site, free_port

NAME = "learn.example"


@pytest.fixture
def site(tmp_path: Any) -> Iterator[Site]:
    port = free_port()
    site = Site(tmp_path / "data", port, SITE_URL=f"http://{NAME}:{port}")
    try:
        site.wait_until_announced()
        yield site
    finally:
        if site.process.poll() is None:
            site.end(signal.SIGTERM)


@pytest.fixture
def page(
    browser_type: BrowserType, browser_type_launch_args: dict[str, Any], complaints: Complaints
) -> Iterator[Page]:
    """In a browser that finds the name on this machine."""
    flags = [*browser_type_launch_args["args"], f"--host-resolver-rules=MAP {NAME} 127.0.0.1"]
    browser = browser_type.launch(**{**browser_type_launch_args, "args": flags})
    context = browser.new_context()
    complaints.listen(context)
    yield context.new_page()
    browser.close()


def test_signing_in(site: Site, page: Page) -> None:
    page.goto(f"{site.url}/account/login/")
    password = (site.data_dir / "demo-accounts.txt").read_text().split()[1]
    page.get_by_label("User name or e-mail").fill("alice")
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome, alice.")
    desk.choose(page, "Information theory", "entropy_bits")
    page.locator(".cm-content").press_sequentially("#")
    expect(page.locator("#exercise-form input[name=version]")).to_have_value("1")  # saved
    page.get_by_role("button", name="中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-hans")
