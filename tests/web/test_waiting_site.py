"""More learners wait for a verdict than a web process lets wait: the real gunicorn answers all."""

import http.client
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from apps.accounts.models import User
from apps.grading.models import Run
from tests.factories import WRONG, make_exercise, make_user
from tests.ops.site import free_port

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 16  # of a web process: apps/ops/gunicorn.py
CROWD = THREADS + 8


class Web:
    """One web process on the database of this test; a verdict is waited for as good as for ever."""

    def __init__(self, data_dir: Path) -> None:
        self.port = free_port()
        database = connection.settings_dict
        environment = {
            **os.environ,
            "DATA_DIR": str(data_dir),
            "DATABASE_URL": f"postgres://{database['USER']}@/{database['HOST']}/{database['NAME']}",
            "SECRET_KEY": settings.SECRET_KEY,
            "SITE_URL": "http://localhost",
            "WEB_WORKERS": "1",
            "VERDICT_WAIT_SECONDS": "600",
        }
        words = ["--config", "python:apps.ops.gunicorn", "--bind", f"127.0.0.1:{self.port}"]
        self.log = (data_dir / "web.log").open("wb")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", *words],
            cwd=settings.BASE_DIR, env=environment, stdout=self.log, stderr=self.log,
        )  # fmt: skip
        wait_until(lambda: self.ask("GET", "/healthz"))

    def ask(self, method: str, path: str, user: User | None = None, body: str = "") -> int | None:
        """The status of an answer; None where none came."""
        headers = {"Host": "localhost", "X-CSRFToken": "a" * 32}
        headers["Cookie"] = f"csrftoken={'a' * 32}; {cookie(user)}"
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            server = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
            server.request(method, path, body, headers)
            return server.getresponse().status
        except (OSError, http.client.HTTPException):
            return None

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()
        self.log.close()


def cookie(user: User | None) -> str:
    client = Client()
    if user:
        client.force_login(user)
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())


def wait_until(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + 100
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.1)


@pytest.fixture
def web(tmp_path: Path) -> Iterator[Web]:
    started = Web(tmp_path)
    yield started
    started.stop()


def test_pages_are_answered_while_more_wait_than_there_are_threads(web):
    submit = f"{make_exercise().get_absolute_url()}submit/"
    answers: list[int | None] = []

    def work(user: User) -> None:
        try:
            body = f"version=0&file%3Asolution.py={WRONG.split(chr(10))[0]}"
            answers.append(web.ask("POST", submit, user, body))
        finally:
            connection.close()

    users = [make_user(f"learner{number}") for number in range(CROWD)]
    crowd = [threading.Thread(target=work, args=[user]) for user in users]
    for thread in crowd:
        thread.start()
    wait_until(lambda: len(answers) == CROWD - settings.VERDICT_WAITERS)
    assert set(answers) == {302}
    assert Run.objects.count() == CROWD
    assert [web.ask("GET", path, users[0]) for path in ("/map/", "/healthz")] == [200, 200]
    assert sum(thread.is_alive() for thread in crowd) == settings.VERDICT_WAITERS
    web.stop()
    for thread in crowd:
        thread.join()
