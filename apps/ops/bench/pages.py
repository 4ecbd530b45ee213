"""The lesson page, signed in, against a typical Django view: processor time of the web process a
request.
"""

import statistics
import time
from collections.abc import Iterator

from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client, override_settings
from django.test.client import RequestFactory

from apps.accounts.models import User
from apps.content.models import Lesson
from apps.learning.actions import mark_read
from apps.ops.bench import typical
from apps.ops.bench.row import Row

ROUNDS, REQUESTS = 15, 20


def measure() -> Iterator[Row]:
    lesson = Lesson.objects.exclude(current=None).order_by("position").first()
    assert lesson
    assert lesson.current
    user = User.objects.create_user("bench", "bench@example.invalid", "not a secret")
    mark_read(user, lesson, [section["anchor"] for section in lesson.current.sections[:2]])
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)  # as gunicorn's threads, keep one connection
    client = Client()
    client.force_login(user)
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    ours = Page(WSGIHandler(), lesson.get_absolute_url(), cookies)
    with override_settings(ROOT_URLCONF=typical, MIDDLEWARE=typical.MIDDLEWARE):
        baseline = Page(WSGIHandler(), "/typical/", cookies)
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):  # in turn, so that a busy machine slows both
        times[0].append(ours.seconds())
        with override_settings(ROOT_URLCONF=typical):
            times[1].append(baseline.seconds())
    yield Row(
        f"lesson page ({ours.size / 1024:.0f} KB) : typical view ({baseline.size / 1024:.0f} KB)",
        statistics.median(times[0]),
        statistics.median(times[1]),
        aim=1.5,
    )


class Page:
    def __init__(self, handler: WSGIHandler, path: str, cookies: str) -> None:
        self.handler, self.path, self.cookies = handler, path, cookies
        self.size = 0

    def seconds(self) -> float:
        """Processor seconds a request."""
        self.get()
        start = time.process_time()
        for _ in range(REQUESTS):
            self.get()
        return (time.process_time() - start) / REQUESTS

    def get(self) -> None:
        environ = RequestFactory(headers={"cookie": self.cookies, "host": "localhost"})
        request = environ.get(self.path).environ
        status: list[str] = []
        response = self.handler(request, lambda line, *_: status.append(line))  # type: ignore[arg-type]
        self.size = sum(len(part) for part in response)
        response.close()
        assert status[0].startswith("200"), (self.path, status)
