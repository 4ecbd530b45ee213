"""From what was found to what is said: results.json version 3 (Exercism's shape) with our keys."""

from __future__ import annotations

import signal
from datetime import UTC, datetime
from typing import Any

from apps.sandbox.exercise import Exercise
from apps.sandbox.plain import plain
from apps.sandbox.session import Findings

GRADER_VERSION = "1.0"
MAX_TEXT = 500
_RANK = {"error": 3, "fail": 2, "pass": 1, "not run": 0}
_CPU_SIGNALS = {-signal.SIGXCPU}

CRASHED = "Your program ended before answering"
FORGEABLE = (
    "These tests let the submission's own objects take part in comparisons, "
    "so this verdict can be forged."
)
_LIMIT_TEXT = {
    "cpu": "Your program used {used:.1f} s of CPU time; the limit is {allowed:g} s.",
    "wall": "Your program ran for {used:.1f} s; the limit is {allowed:g} s.",
    "memory": "Your program needed more than the {allowed:g} MiB of memory it may use.",
    "output": "Your program printed more than {allowed:g} KiB, far past what is kept.",
    "disk": "Your program wrote more than the {allowed:g} MiB, or made more files, than it may.",
    "processes": "Your program tried to start a process or too many threads.",
}


def make_result(exercise: Exercise, findings: Findings, seed: int) -> dict[str, Any]:
    """The result of one run."""
    exercise = exercise.on(findings.speed)
    tests = _tests(exercise, findings)
    limit = _limit(exercise, findings, tests)
    message, outcome = _outcome(exercise, findings, tests, limit)
    status = {"passed": "pass", "failed": "fail"}.get(outcome, "error")
    result = {
        "version": 3,
        "status": status,
        "outcome": outcome,
        "message": message,
        "traceback": _last(findings, "collect").get("traceback") or [],
        "tests": [_public(test) for test in tests],
        "limit": limit,
        "usage": _usage(findings),
        "limits": exercise.limits.as_dict(),
        "phases": _phases(findings),
        "seed": seed,
        "speed": findings.speed,
        "exercise_digest": exercise.digest,
        "grader_version": GRADER_VERSION,
        "detail": _last(findings, "end").get("detail"),
        "forgeable": FORGEABLE if exercise.learner_compares else None,
    }
    harmless: dict[str, Any] = plain(result)
    return harmless


def _phases(findings: Findings) -> dict[str, str | None]:
    times = {
        "started": findings.started, "ready": findings.ready, "finished": findings.finished
    }  # fmt: skip
    return {
        name: datetime.fromtimestamp(at, UTC).isoformat() if at else None
        for name, at in times.items()
    }


def _usage(findings: Findings) -> dict[str, float]:
    learner = findings.learner
    used = max(0, learner.get("peak_kib", 0) - learner.get("base_kib", 0))
    printed = _last(findings, "end").get("output_kib", 0)
    return {
        "cpu_s": round(learner.get("cpu_s", 0.0), 4),
        "wall_s": round(learner.get("wall_s", 0.0), 4),
        "memory_mib": round(used / 1024, 1),
        "output_kib": printed,
    }


def _last(findings: Findings, kind: str) -> dict[str, Any]:
    """The newest event of that kind, or an empty one."""
    found = (event for event in reversed(findings.events) if event["event"] == kind)
    return next(found, {})


# Tests.


def _tests(exercise: Exercise, findings: Findings) -> list[dict[str, Any]]:
    """One entry a test, in the exercise's order, then those that it does not list."""
    cases: dict[str, list[dict[str, Any]]] = {test.id: [] for test in exercise.tests}
    for name in _last(findings, "collected").get("tests", []):
        cases.setdefault(str(name), [])
    for event in findings.events:
        if event["event"] == "test":
            cases.setdefault(str(event.get("id")), []).append(event)
    listed = {test.id: test for test in exercise.tests}
    unfinished = _unfinished(findings)
    found = []
    for name, events in cases.items():
        test = listed.get(name)
        entry = {
            "id": name,
            "name": test.title if test and test.title else name,
            "task_id": test.task if test else None,
            "hidden": bool(test and test.hidden),
        }
        found.append(entry | _merged(events, running=name == unfinished))
    return found


def _unfinished(findings: Findings) -> str | None:
    """The test that was running when the checker itself ended."""
    running = None
    for event in findings.events:
        if event["event"] == "start":
            running = str(event.get("id"))
        elif event["event"] == "test":
            running = None
    return running


def _merged(events: list[dict[str, Any]], *, running: bool) -> dict[str, Any]:
    """Cases of one parametrised test: the worst decides what is said."""
    worst = max(events, key=lambda event: _RANK.get(event.get("status", ""), 3), default={})
    status = worst.get("status", "not run")
    if running:
        status = "error"
    return {
        "status": status if status in _RANK else "error",
        **{name: worst.get(name) for name in ("message", "seen", "expected", "cause")},
        **{name: worst.get(name) for name in ("message_id", "array", "limit", "lost")},
        "output": "".join(str(event.get("output") or "") for event in events),
        "traceback": worst.get("traceback") or [],
        "gates": [gate for event in events for gate in event.get("gates") or []],
        "cpu_s": round(sum(event.get("cpu_s") or 0.0 for event in events), 4),
        "wall_s": round(sum(event.get("wall_s") or 0.0 for event in events), 4),
    }


def _public(test: dict[str, Any]) -> dict[str, Any]:
    """The entry without what only this module needs, its texts cut."""
    shown = {key: value for key, value in test.items() if key not in ("limit", "lost")}
    for key in ("message", "output", "seen", "expected", "cause"):
        if isinstance(shown[key], str):
            shown[key] = shown[key][:MAX_TEXT]
    return shown


# Limits and the sentence above the tests.


def _limit(
    exercise: Exercise, findings: Findings, tests: list[dict[str, Any]]
) -> dict[str, Any] | None:
    kind, where = _limit_kind(findings, tests)
    if kind is None:
        return None
    usage = _usage(findings)
    keys = {"cpu": "cpu_s", "wall": "wall_s", "memory": "memory_mib", "output": "output_kib"}
    allowed = exercise.limits.as_dict()
    key = keys.get(kind)
    return {
        "kind": kind,
        "test": where,
        "used": usage[key] if key else None,
        "allowed": allowed[key] if key else allowed["disk_mib"] if kind == "disk" else None,
    }


def _limit_kind(findings: Findings, tests: list[dict[str, Any]]) -> tuple[str | None, str | None]:
    lost = next((test for test in tests if test["lost"]), None)
    where = lost["id"] if lost else _unfinished(findings)
    why = findings.learner.get("why")
    if why in ("cpu", "wall"):
        return why, where
    if findings.learner.get("code") in _CPU_SIGNALS:
        return "cpu", where
    if findings.checker.get("why") in ("cpu", "wall"):
        return "wall", where
    if any(test["lost"] == "output" for test in tests) or _lost(findings) == "output":
        return "output", where
    hit = next((test for test in tests if test["limit"]), None)
    if hit is None:
        collect = _last(findings, "collect").get("limit")
        return (str(collect), None) if collect else (None, None)
    return hit["limit"], hit["id"]


def _lost(findings: Findings) -> str | None:
    lost = _last(findings, "end").get("lost")
    return str(lost) if lost else None


def _outcome(
    exercise: Exercise,
    findings: Findings,
    tests: list[dict[str, Any]],
    limit: dict[str, Any] | None,
) -> tuple[str | None, str]:
    if limit is not None:
        text = _LIMIT_TEXT[limit["kind"]]
        return text.format(used=limit["used"] or 0, allowed=limit["allowed"] or 0), "limit"
    lost = next((test["lost"] for test in tests if test["lost"]), None) or _lost(findings)
    if lost:
        return _ending(findings, lost), "error"
    problem = _last(findings, "collect")
    if problem:
        return _import_problem(problem), "error"
    if not tests or not _last(findings, "end") or _unfinished(findings):
        return "The tests did not run to their end.", "error"
    statuses = {test["status"] for test in tests}
    if "error" in statuses or "fail" in statuses:
        return _first_failure(tests), "failed"
    complete = all(test["status"] == "pass" for test in tests if _is_listed(exercise, test))
    passed = "pass" in statuses and complete and not _last(findings, "end").get("code")
    return (None, "passed") if passed else ("Not every test was run.", "error")


def _is_listed(exercise: Exercise, test: dict[str, Any]) -> bool:
    """Only tests that nobody listed may be skipped, as somebody else's suite may say."""
    return any(each.id == test["id"] for each in exercise.tests)


def _first_failure(tests: list[dict[str, Any]]) -> str | None:
    failed = next(test for test in tests if test["status"] in ("fail", "error"))
    return str(failed["message"])[:MAX_TEXT] if failed["message_id"] == "not_started" else None


def _ending(findings: Findings, lost: str) -> str:
    if lost == "protocol":
        return "Your program sent an answer that could not be read."
    code = findings.learner.get("code")
    if isinstance(code, int) and code < 0:
        names = {member.value: member.name for member in signal.Signals}
        return f"{CRASHED}: it was ended by {names.get(-code, f'signal {-code}')}."
    return f"{CRASHED}: it exited with code {code}."


def _import_problem(problem: dict[str, Any]) -> str:
    lines = problem.get("traceback") or []
    message = str(problem.get("message"))
    place = f" ({lines[-1]['file']}, line {lines[-1]['line']})" if lines else ""
    if place[2:-1] in message:  # a SyntaxError says where it is
        place = ""
    return f"Your program could not be loaded: {message}{place}"[:MAX_TEXT]
