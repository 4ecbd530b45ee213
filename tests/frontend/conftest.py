"""A server for the front end: the site's middleware, headers and templates around small pages."""

import threading
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.test import override_settings
from playwright.sync_api import Page

from tests.frontend.desk import Desk, desk

PAGES = Path(__file__).parent / "pages"
AXE = settings.BASE_DIR / "node_modules" / "axe-core" / "axe.min.js"


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 64


class Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


def _settings() -> dict[str, Any]:
    templates: list[dict[str, Any]] = deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"].append(PAGES)
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    return {
        "ROOT_URLCONF": "tests.frontend.urls",
        "TEMPLATES": templates,
        "STORAGES": {**settings.STORAGES, "staticfiles": plain},
        "WHITENOISE_USE_FINDERS": True,
        "WHITENOISE_AUTOREFRESH": True,
        "SECRET_KEY": "of the tests",
    }


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """Its address."""
    assert (settings.BASE_DIR / "static" / "build" / "exercise.js").exists(), (
        "npm run build comes first"
    )
    with override_settings(**_settings()):
        server = make_server(
            "localhost", 0, WSGIHandler(), server_class=Server, handler_class=Silent
        )
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def learner() -> Desk:
    """A desk with the starter on it, and its learner signed in."""
    desk.clear()
    return desk


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the page threw, and what its Content-Security-Policy forbade."""
    heard: list[str] = []
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on(
        "console",
        lambda message: heard.append(message.text) if "Security Policy" in message.text else None,
    )
    return heard


@pytest.fixture
def open_exercise(site: str, learner: Desk, page: Page, complaints: list[str]) -> Iterator[Page]:
    page.goto(f"{site}/try/exercise/")
    page.locator(".cm-content").first.wait_for()
    yield page
    assert complaints == []


def axe_findings(page: Page) -> list[str]:
    """Every violation that axe-core knows, as "rule: element"."""
    page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{rule['id']}: {node['html']}" for rule in found["violations"] for node in rule["nodes"]
    ]
