"""Fixtures and rules for every test."""

import os
import shutil
from collections.abc import Generator
from typing import Any, TypeVar

import pytest
from django.utils import translation
from xdist.scheduler import LoadScopeScheduling

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)
ON_ONE_SITE = ("tests/e2e/", "tests/ops/test_serve.py")
IN_CI = os.environ.get("CI", "") not in ("", "0", "false")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(autouse=True)
def interface_in_english() -> None:
    """A page read in Chinese leaves that language active in its thread; no test starts so."""
    translation.activate("en")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """pytest-playwright drives the system's Chromium instead of a download of its own."""
    if CHROMIUM is None:
        pytest.skip(
            "Chromium is not installed: `apt-get install chromium`, or let `make test` do it"
        )
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": CHROMIUM_FLAGS}


class Scheduling(LoadScopeScheduling):
    """Which process runs what: tests that share a site go to one, in their order; others anywhere.

    xdist's own groups have no effect with pytest 9.2, which keeps the names of tests elsewhere.
    """

    def _split_scope(self, nodeid: str) -> str:
        return next((shared for shared in ON_ONE_SITE if nodeid.startswith(shared)), nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Scheduling:
    return Scheduling(config, log)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    return _no_skip_in_ci((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    return _no_skip_in_ci((yield))


def _no_skip_in_ci(report: Report) -> Report:
    """In CI everything that a test needs is installed, so a skip would hide a fault."""
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        report.longrepr = f"skipped, which CI does not allow: {report.longrepr}"
        report.outcome = "failed"
    return report
