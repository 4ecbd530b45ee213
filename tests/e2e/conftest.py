"""Journeys in a real browser through one real site, which all tests of this folder share."""

import itertools
import signal
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, StorageState, expect

from tests.e2e.complaints import Complaints
from tests.e2e.stack import Stack
from tests.factories import PASSWORD
from tests.ops.site import free_port

PATIENCE = 45_000  # milliseconds
names = (f"learner{number}" for number in itertools.count(1))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    site = Stack(tmp_path_factory.mktemp("e2e") / "data", free_port())
    try:
        site.wait_until_announced()
        site.wait_until_grading()
        yield site
    finally:
        if site.process.poll() is None:
            assert site.end(signal.SIGTERM) == (0, [])
            assert "was killed" not in site.words()


@pytest.fixture(scope="session", autouse=True)
def patience() -> None:
    expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any], site: Stack) -> dict[str, Any]:
    return {
        **browser_context_args,
        "base_url": site.url,
        "viewport": {"width": 1440, "height": 900},
        "locale": "en-GB",
    }


@pytest.fixture
def complaints() -> Iterator[Complaints]:
    """What browsers complained of during the test: nothing, but for what the test expects."""
    complaints = Complaints()
    yield complaints
    assert complaints.unexpected() == []


@pytest.fixture
def new_context(
    new_context: Callable[..., BrowserContext], complaints: Complaints
) -> Callable[..., BrowserContext]:
    def opened(**options: Any) -> BrowserContext:
        context = new_context(**options)
        context.set_default_timeout(PATIENCE)
        complaints.listen(context)
        return context

    return opened


# Who looks


def _post(playwright: Playwright, site: Stack, path: str, **form: str) -> StorageState:
    """Fills a form as a browser would, but without one. The cookies that came of it."""
    request = playwright.request.new_context(base_url=site.url)
    try:
        request.get(path)
        cookies = {cookie["name"]: cookie["value"] for cookie in request.storage_state()["cookies"]}
        answer = request.post(path, form={**form, "csrfmiddlewaretoken": cookies["csrftoken"]})
        assert answer.url.endswith("/map/"), answer.text()
        return request.storage_state()
    finally:
        request.dispose()


@pytest.fixture(scope="session")
def signed_in_state(playwright: Playwright, site: Stack) -> Callable[[str], StorageState]:
    """Name of a demo user → the cookies of one who is signed in, made once."""

    @cache
    def of(name: str) -> StorageState:
        return _post(playwright, site, "/account/login/", login=name, password=site.password(name))

    return of


@pytest.fixture
def as_user(
    new_context: Callable[..., BrowserContext], signed_in_state: Callable[[str], StorageState]
) -> Callable[[str], Page]:
    """Name of a demo user → a page of theirs."""
    return lambda name: new_context(storage_state=signed_in_state(name)).new_page()


@pytest.fixture
def name() -> str:
    """Of the learner of this test."""
    return next(names)


@pytest.fixture
def learner_state(playwright: Playwright, site: Stack, name: str) -> StorageState:
    """The cookies of a learner who has done nothing yet."""
    form = {"username": name, "email": f"{name}@example.org"}
    return _post(
        playwright, site, "/account/signup/", **form, password1=PASSWORD, password2=PASSWORD
    )


@pytest.fixture
def learner(new_context: Callable[..., BrowserContext], learner_state: StorageState) -> Page:
    """A page of a learner who has done nothing yet."""
    return new_context(storage_state=learner_state).new_page()


@pytest.fixture
def visitor(new_context: Callable[..., BrowserContext]) -> Page:
    """A page of somebody who is not signed in."""
    return new_context().new_page()
