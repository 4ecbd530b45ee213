"""At the end of a test run: which exercises were verified how, and what was left out."""

import pytest
from _pytest.terminal import TerminalReporter


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    properties = [
        (name, value)
        for reports in terminalreporter.stats.values()
        for report in reports
        if isinstance(report, pytest.TestReport) and report.when == "call"
        for name, value in report.user_properties
    ]
    verified = [str(value) for name, value in properties if name == "verify"]
    if not verified:
        return
    fully = [each.partition(": ")[2] for each in verified if each.startswith("full")]
    terminalreporter.section("exercises")
    terminalreporter.line(
        f"{len(verified)} verified, {len(verified) - len(fully)} of them in a quick pass"
    )
    terminalreporter.line(f"fully: {', '.join(sorted(fully)) or 'none'}")
    for name, value in properties:
        if name == "unchecked" and isinstance(value, list):
            for each in value:
                terminalreporter.line(f"not checked: {each}")
