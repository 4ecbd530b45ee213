"""The pytest plugin of the checker: one record a test, sent to the host as soon as it is known."""

from __future__ import annotations

import contextlib
import errno
import io
import json
import os
import struct
import time
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from apps.sandbox import evidence
from apps.sandbox.inside import compiled
from apps.sandbox.inside.deferral import Deferral
from apps.sandbox.inside.exceptions import explained, missed_exception
from apps.sandbox.inside.output import Output
from apps.sandbox.inside.remote import Learner

MAX_TEXT, MAX_NAME, MAX_LINE = 500, 300, 1 << 31
_DISK_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class Results:
    """One JSON object a line, to the host."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor

    def send(self, record: dict[str, Any]) -> None:
        line = memoryview(json.dumps(record).encode() + b"\n")
        while line:
            line = line[os.write(self.descriptor, line) :]


class Clock:
    """The learner process's CPU time and peak memory, as its zygote reads them."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self.highest = 0  # KiB: the peak of the running test, also before a fixture began anew

    def start(self) -> float:
        """CPU seconds at the start of a test; the peak is counted from here."""
        self.highest = 0
        return self.read(b"!")[0]

    def end(self) -> tuple[float, int]:
        """CPU seconds at the end of a test, and its peak in KiB."""
        cpu, peak = self.read()
        return cpu, max(peak, self.highest)

    def read(self, ask: bytes = b"?") -> tuple[float, int]:
        """(CPU seconds, peak KiB); zeros once the learner has ended."""
        try:
            os.write(self.descriptor, ask)
            answer = os.read(self.descriptor, 16)
            nanoseconds, peak = struct.unpack("<QQ", answer)
        except (OSError, struct.error):
            return 0.0, 0
        return nanoseconds / 1e9, peak


class LearnerProcess:
    """The learner's process as the fixtures of `evidence` see it."""

    def __init__(
        self,
        learner: Learner,
        clock: Clock,
        fresh: Callable[[int | None, str], AbstractContextManager[Any]],
    ) -> None:
        self.learner, self.clock, self.fresh = learner, clock, fresh

    def cpu_s(self) -> float:
        return self.clock.read()[0]

    def reset_peak(self) -> float:
        self.clock.highest = max(self.clock.highest, self.clock.read()[1])
        return self.clock.read(b"!")[1] / 1024

    def peak_mib(self) -> float:
        return self.clock.read()[1] / 1024

    def rng_state(self) -> str:
        return str(self.learner.request("rng_state"))


@dataclass
class _Case:
    """What is known of the test that is running."""

    started: float = 0.0
    cpu: float = 0.0
    dropped: int = 0
    record: dict[str, Any] = field(default_factory=dict)


class Collector:
    """Runs with pytest and tells the host what each test showed."""

    def __init__(
        self, job: dict[str, Any], learner: Learner, results: Results, clock: Clock, output: Output
    ) -> None:
        self.messages: dict[str, str] = job["messages"]
        self.hidden: set[str] = set(job["hidden"])
        self.modules: set[str] = set(job["modules"])
        self.order: dict[str, int] = {name: i for i, name in enumerate(job["order"])}
        self.only: set[str] = set(job["only"])
        self.until_failure: bool = job["until_failure"]
        self.learner = learner
        self.results = results
        self.clock = clock
        self.output = output
        self.case = _Case()
        self.deferral: Deferral | None = None

    # Collection.

    def pytest_exception_interact(
        self, node: pytest.Item | pytest.Collector, call: Any, report: Any
    ) -> None:
        if isinstance(report, pytest.CollectReport):
            error = self.learner.failed_import or _root(call.excinfo.value)
            self.results.send({"event": "collect", "file": node.name, **self._explain(error)})

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """In teaching order, as exercise.toml lists the tests; those it does not list come last.

        Where only some are asked for, the others are left out.
        """
        names = test_names(items)
        items[:] = [item for item in items if not self.only or names[item.nodeid] in self.only]
        items.sort(key=lambda item: self.order.get(names[item.nodeid], len(self.order)))

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        if self.deferral is not None:
            self.deferral.check()
        self.names = test_names(session.items)
        for item in session.items:
            # Nobody reads pytest's own account of a failure, and it takes long to write.
            item.repr_failure = item._repr_failure_py = _no_account  # type: ignore
        seen = list(dict.fromkeys(self.names[item.nodeid] for item in session.items))
        unlisted = [item for item in session.items if self.names[item.nodeid] not in self.order]
        self.hidden |= {self.names[item.nodeid] for item in unlisted if _lies_hidden(item)}
        self.results.send({"event": "collected", "tests": seen, "hidden": sorted(self.hidden)})
        if self.deferral is not None and not session.testsfailed:
            if found := compiled.take(Path(self.deferral.tests)):
                self.results.send({"event": "compiled", "files": found})
            self._settle(session, self.deferral)

    def _settle(self, session: pytest.Session, deferral: Deferral) -> None:
        """Wait for the submission, then import from it what the tests do."""
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                deferral.settle()
        except BaseException as error:  # as when the import of a test file fails
            problem = self._explain(self.learner.failed_import or error)
            self.results.send({"event": "collect", "file": "", **problem})
            none = {"event": "collected", "tests": [], "hidden": sorted(self.hidden)}
            self.results.send(none)
            session.testsfailed += 1

    # Running.

    @pytest.hookimpl(tryfirst=True)
    def pytest_report_teststatus(self) -> tuple[str, str, str]:
        """Nobody reads pytest's line of dots, and each would wake the host."""
        return "", "", ""

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(
        self, item: pytest.Item, nextitem: pytest.Item | None
    ) -> Generator[None, object, object]:
        name = self.names[item.nodeid]
        record = {"id": name, "status": "pass"}
        self.case = _Case(time.monotonic(), self.clock.start(), self.output.dropped, record)
        self.results.send({"event": "start", "id": name})
        self.learner.in_test = True
        outcome = yield
        self.learner.in_test = False
        self.learner.copies.roots.clear()
        self._finish(item)
        return outcome

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        report = yield
        record = self.case.record
        if report.skipped:
            record["status"] = "not run" if record["status"] == "pass" else record["status"]
        elif report.failed and record["status"] in ("pass", "not run"):
            value = call.excinfo.value if call.excinfo else AssertionError("passed unexpectedly")
            record |= self._explain(value)
            record["status"] = "fail" if record["status"] == "fail" else "error"
            if call.when != "call" and not record["traceback"]:
                record["status"] = "error"
        if report.when == "teardown":
            printed = report.capstdout + report.capstderr
            record |= {"output": printed[:MAX_TEXT], "output_chars": len(printed)}
        return report

    def _finish(self, item: pytest.Item) -> None:
        record, lost = self.case.record, self.learner.lost
        cpu, peak = self.clock.end()
        record["wall_s"] = time.monotonic() - self.case.started
        record["cpu_s"] = max(0.0, cpu - self.case.cpu)
        record["peak_kib"] = peak
        record["gates"] = evidence.take_gates()
        record["case"] = getattr(getattr(item, "callspec", None), "id", None)
        record["output_cut"] = self.output.dropped > self.case.dropped
        record["plots"] = [value for name, value in item.user_properties if name == "plot"]
        if lost:
            # Whatever the test concluded: no answer came, so nothing was shown to be right.
            record |= {"status": "error", "lost": lost}
            item.session.shouldstop = "the learner's program has ended"
        elif self.until_failure and record["status"] in ("fail", "error"):
            item.session.shouldstop = "a test has failed"
        self.results.send({"event": "test", **record})

    # What a failure says.

    def _explain(self, error: BaseException) -> dict[str, Any]:
        found: dict[str, Any] = {
            "status": "fail",
            "traceback": _frames(error),
            "limit": _limit_of(error),
        }
        if isinstance(error, evidence.Failure):
            found["traceback"] = found["traceback"] or _frames_behind(error)
            hidden = self.case.record.get("id") in self.hidden
            return found | error.record(self.messages, hidden=hidden)
        if self._is_not_started(error):
            return found | evidence.not_started_record(self.messages)
        if isinstance(error, pytest.fail.Exception) and (missed := missed_exception(error)):
            return found | missed.record(self.messages)
        if found["traceback"]:
            found["status"] = "error"
        message = explained(error, self.modules)
        return found | {"message": message, "forms": evidence.forms(message=message)}

    def _is_not_started(self, error: BaseException) -> bool:
        if isinstance(error, NotImplementedError) and _frames(error):
            return True
        nothing = isinstance(error, TypeError | AttributeError) and "NoneType" in str(error)
        return nothing and not _frames(error) and self.learner.last is None


def _root(error: BaseException) -> BaseException:
    """What pytest's own error about a file that cannot be collected was raised from."""
    while isinstance(error, pytest.Collector.CollectError) and error.__cause__ is not None:
        error = error.__cause__
    return error


def _no_account(*args: Any, **kwargs: Any) -> str:
    return "failed"


def _frames_behind(error: BaseException) -> list[dict[str, Any]]:
    """The learner's lines of the exception that a test caught before its check failed."""
    behind = error.__cause__ or error.__context__
    for _ in range(4):
        if behind is None or _frames(behind):
            break
        behind = behind.__cause__ or behind.__context__
    return _frames(behind) if behind is not None else []


def _frames(error: BaseException) -> list[dict[str, Any]]:
    """The learner's lines; a program chooses the names of its functions, and how long they are."""
    frames = getattr(error, "learner_frames", ())
    return [
        {
            "file": file[:MAX_NAME],
            "line": min(abs(line), MAX_LINE),
            "function": name[:MAX_NAME],
            "code": code[:MAX_NAME],
        }
        for file, line, name, code in frames
    ]


def _limit_of(error: BaseException) -> str | None:
    """The limit that an exception of the learner's program is the sign of."""
    if not getattr(error, "learner_frames", ()):
        return None
    if isinstance(error, MemoryError):
        return "memory"
    if isinstance(error, OSError) and error.errno in _DISK_FULL:
        return "disk"
    if isinstance(error, BlockingIOError) or "can't start new thread" in str(error):
        return "processes"
    return None


def test_names(items: list[pytest.Item]) -> dict[str, str]:
    """Node id to test id: the function's name, with its class or file where two share it."""
    short = {item.nodeid: str(getattr(item, "originalname", None) or item.name) for item in items}
    owners: dict[str, set[str]] = {}
    for item in items:
        owners.setdefault(short[item.nodeid], set()).add(_owner(item))
    return {
        item.nodeid: short[item.nodeid]
        if len(owners[short[item.nodeid]]) == 1
        else f"{_owner(item)}::{short[item.nodeid]}"
        for item in items
    }


def _lies_hidden(item: pytest.Item) -> bool:
    return item.nodeid.split("::")[0].split("/")[-2:-1] == ["hidden"]


def _owner(item: pytest.Item) -> str:
    return item.nodeid.split("[")[0].rpartition("::")[0]
