"""What a result says of each test."""

from __future__ import annotations

import builtins
from collections.abc import Iterable
from typing import Any

from apps.sandbox import records
from apps.sandbox.exercise import Exercise
from apps.sandbox.exercise_toml import Test
from apps.sandbox.sentences import gettext_noop, sentence
from apps.sandbox.session import Findings

_RANK = {"error": 3, "fail": 2, "pass": 1, "not run": 0}
_TOLD = ("message", "seen", "expected", "cause")
_OWN_ERROR = gettext_noop("{error} in your code.")
_OWN_EXCEPTION = gettext_noop("An exception in your code.")

Entry = dict[str, Any]


def entries(exercise: Exercise, findings: Findings) -> list[Entry]:
    """One for each test, in the exercise's order, then those that it does not list.

    `lost` and `limit` are for the sentences above the tests: see `public`.
    """
    collected = findings.last("collected")
    cases: dict[str, list[dict[str, Any]]] = {test.id: [] for test in exercise.tests}
    for name in records.listed(collected.get("tests")):
        cases.setdefault(str(name), [])
    for event in findings.events:
        if event["event"] == "test":
            cases.setdefault(str(event.get("id")), []).append(event)
    listed = {test.id: test for test in exercise.tests}
    lying_hidden = set(map(str, records.listed(collected.get("hidden"))))
    unfinished = unfinished_test(findings)
    base = findings.learner.get("base_kib", 0)
    found = []
    for name, events in cases.items():
        test = listed.get(name, Test(name))
        entry = {
            "id": name,
            "name": test.title or name,
            "task_id": test.task,
            "hidden": test.hidden or name in lying_hidden,
        }
        found.append(entry | _merged(events, base, running=name == unfinished))
    return found


def unfinished_test(findings: Findings) -> str | None:
    """The test that was running when the checker itself ended."""
    running = None
    for event in findings.events:
        if event["event"] == "start":
            running = str(event.get("id"))
        elif event["event"] == "test":
            running = None
    return running


def _merged(events: list[dict[str, Any]], base_kib: int, *, running: bool) -> Entry:
    """Cases of one parametrised test: the worst decides what is said."""
    worst = max(events, key=lambda event: _RANK.get(_status(event), 3), default={})
    status = "error" if running else _status(worst) if events else "not run"
    peak = max((records.whole(event.get("peak_kib")) for event in events), default=0)
    return {
        "status": status if status in _RANK else "error",
        **{name: records.cut(worst.get(name)) for name in _TOLD},
        "forms": records.forms(worst.get("forms")),
        **{name: records.cut(worst.get(name)) for name in ("limit", "lost")},
        "message_id": records.cut(worst.get("message_id"), 100),
        "array": records.array(worst.get("array")),
        "traceback": records.frames(worst.get("traceback")),
        **_cases(events, worst),
        **_printed(events),
        "gates": [gate for event in events for gate in records.gates(event.get("gates"))],
        "plots": records.plots([p for e in events for p in records.listed(e.get("plots"))]),
        "cpu_s": round(sum(records.seconds(event.get("cpu_s")) for event in events), 4),
        "wall_s": round(sum(records.seconds(event.get("wall_s")) for event in events), 4),
        "peak_mib": round(max(0, peak - base_kib) / 1024, 1) if peak else None,
    }


def _status(event: dict[str, Any]) -> str:
    return str(event.get("status"))


def _cases(events: list[dict[str, Any]], worst: dict[str, Any]) -> Entry:
    """Of a parametrised test: which case is told of, and how many of how many fail."""
    failed = sum(_status(event) in ("fail", "error") for event in events)
    name = records.cut(worst.get("case"), 100) if failed else None
    return {"case": name, "cases": len(events), "cases_failed": failed}


def _printed(events: list[dict[str, Any]]) -> Entry:
    """The first characters of what was printed, how many there were, and whether more was lost."""
    text = "".join(records.cut(event.get("output"), 1000) or "" for event in events)
    total = sum(records.whole(event.get("output_chars")) for event in events)
    return {
        "output": text[: records.MAX_TEXT],
        "output_chars": max(total, len(text)),
        "output_cut": any(event.get("output_cut") is True for event in events),
    }


# What is stored.


def public(found: Iterable[Entry], limit: dict[str, Any] | None) -> list[Entry]:
    """The entries as a result holds them: hidden ones without values, the one that hit a limit
    marked, no more plots than a page can bear.
    """
    shown, plots = [], records.MAX_PLOTS
    for entry in found:
        hit = limit["kind"] if limit and limit["test"] == entry["id"] else None
        kept = {key: value for key, value in entry.items() if key != "lost"} | {"limit": hit}
        kept = _hidden(kept) if entry["hidden"] else kept
        kept["plots"] = kept["plots"][:plots]
        plots -= len(kept["plots"])
        shown.append(kept)
    return shown


def _hidden(entry: Entry) -> Entry:
    """Without what would let a solution be written for the test's numbers: no value, no output.

    The likely cause stays, and which of the learner's own lines failed by which exception.
    """
    blank: Entry = {
        "seen": None,
        "expected": None,
        "array": None,
        "case": None,
        "plots": [],
        "forms": {},
    }
    blank |= {"output": "", "output_chars": 0, "output_cut": False, "gates": []}
    if entry["message_id"] == "not_started":
        return entry | blank | {"forms": entry["forms"]}
    if not entry["traceback"]:
        return entry | blank | {"message": None}
    name = str(entry["message"]).partition(":")[0]
    named = isinstance(getattr(builtins, name, None), type)
    said = sentence(_OWN_ERROR, error=name) if named else sentence(_OWN_EXCEPTION)
    return entry | blank | {"message": said.text, "forms": {"message": said.form}}
