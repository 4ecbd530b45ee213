"""Warm engines for the whole run: every test here uses the real sandbox."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from apps.sandbox.engine import Engine

HERE = Path(__file__).parent
collect_ignore = ["attacks", "forgeries", "suites"]
if os.geteuid() != 0:
    collect_ignore.append("test_unprivileged_root.py")


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    with Engine("numpy") as started:
        yield started


@pytest.fixture(scope="session")
def torch_engine() -> Iterator[Engine]:
    with Engine("torch") as started:
        yield started
