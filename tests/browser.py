"""Django's test client, quick to make: WhiteNoise reads all static files for each handler, so the
clients of a process share one.
"""

from functools import cache
from typing import Any

from django.test import Client
from django.test.client import ClientHandler


@cache
def _handler(enforce_csrf_checks: bool) -> ClientHandler:
    return ClientHandler(enforce_csrf_checks)


def browser(enforce_csrf_checks: bool = False, **defaults: Any) -> Client:
    client = Client(enforce_csrf_checks, **defaults)
    client.handler = _handler(enforce_csrf_checks)
    return client
