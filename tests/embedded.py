"""pytest plugin: one embedded PostgreSQL for the whole run, in a DATA_DIR of its own.

Loaded by `-p tests.embedded`. Under xdist only the controlling process starts the server; its
workers inherit the environment, and pytest-django gives each a database of its own on it.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from apps.ops.postgres import Postgres, stop

FOR_SERVERS = (
    "DATABASE_URL",
    "BROKER_URL",
    "SECRET_KEY",
    "SITE_URL",
    "EMAIL_URL",
    "PORT",
    "HOST",
    "DEBUG",
)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Iterator[None]:
    """Before pytest-django reads the settings."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        for name in FOR_SERVERS:
            os.environ.pop(name, None)
        data_dir = Path(tempfile.mkdtemp(prefix="retooled-test-"))
        data_dir.chmod(0o755)  # as root, services run as another user than we do
        os.environ["DATA_DIR"] = str(data_dir)
        # Playwright runs an event loop beside the tests.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
        server = Postgres(data_dir, durable=False).start()
        early_config.add_cleanup(lambda: shutil.rmtree(data_dir, ignore_errors=True))
        early_config.add_cleanup(lambda: stop(server))
    return (yield)
