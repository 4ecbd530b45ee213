"""How a run ended: which limit it met, its outcome, and the sentence above the tests."""

from __future__ import annotations

import signal
from typing import Any

from apps.sandbox import records
from apps.sandbox.entries import Entry, unfinished_test
from apps.sandbox.exercise import Exercise
from apps.sandbox.sentences import Sentence, gettext_noop, sentence
from apps.sandbox.session import Findings

CRASHED = "Your program ended before answering"
_ENDED = {
    "exit": gettext_noop("Your program ended before answering: it exited with code {code}."),
    "signal": gettext_noop("Your program ended before answering: it was ended by {signal}."),
    "call": gettext_noop("Your program ended before answering, by {call} while it was loaded."),
    "protocol": gettext_noop("Your program sent an answer that could not be read."),
}
_LIMITS = {
    "cpu": gettext_noop("Your program used {used} s of CPU time; the limit is {allowed} s."),
    "wall": gettext_noop("Your program ran for {used} s; the limit is {allowed} s."),
    "memory": gettext_noop("Your program needed more than the {allowed} MiB of memory it may use."),
    "output": gettext_noop(
        "Your program printed more than {allowed} KiB and went on, so the run was ended."
    ),
    "disk": gettext_noop(
        "Your program wrote more than the {allowed} MiB, or made more files, than it may."
    ),
    "processes": gettext_noop("Your program tried to start a process or too many threads."),
}
_NOT_LOADED = gettext_noop("Your program could not be loaded: {message}")
_NOT_LOADED_AT = gettext_noop("Your program could not be loaded: {message} ({file}, line {line})")
_TESTS_ENDED = gettext_noop("The tests did not run to their end.")
_NOT_ALL = gettext_noop("Not every test was run.")
_USAGE = {"cpu": "cpu_s", "wall": "wall_s", "memory": "memory_mib", "output": "output_kib"}
_CPU_SIGNALS = {-signal.SIGXCPU}


def usage_of(findings: Findings) -> dict[str, float]:
    learner = findings.learner
    # The kernel forgets the peak of the whole run wherever a test counts its own.
    peaks = [records.whole(event.get("peak_kib")) for event in findings.events]
    used = max(0, *peaks, learner.get("peak_kib", 0)) - learner.get("base_kib", 0)
    return {
        "cpu_s": round(learner.get("cpu_s", 0.0), 4),
        "wall_s": round(learner.get("wall_s", 0.0), 4),
        "memory_mib": round(max(0, used) / 1024, 1),
        "output_kib": records.whole(findings.last("end").get("output_kib")),
    }


def limit_of(exercise: Exercise, findings: Findings, tests: list[Entry]) -> dict[str, Any] | None:
    """Which limit ended the run or a test, in which test, what was used and what is allowed."""
    kind, where = _limit_kind(findings, tests)
    if kind is None:
        return None
    usage, allowed, key = usage_of(findings), exercise.limits.as_dict(), _USAGE.get(kind)
    return {
        "kind": kind,
        "test": where,
        "used": usage[key] if key else None,
        "allowed": allowed[key] if key else allowed["disk_mib"] if kind == "disk" else None,
    }


def _limit_kind(findings: Findings, tests: list[Entry]) -> tuple[str | None, str | None]:
    lost = next((test for test in tests if test["lost"]), None)
    where = lost["id"] if lost else unfinished_test(findings)
    why = findings.learner.get("why")
    if why in ("cpu", "wall"):
        return why, where
    if findings.learner.get("code") in _CPU_SIGNALS:
        return "cpu", where
    if findings.checker.get("why") in ("cpu", "wall"):
        return "wall", where
    if any(test["lost"] == "output" for test in tests) or _lost(findings) == "output":
        return "output", where
    hit = next((test for test in tests if test["limit"] in _LIMITS), None)
    if hit is None:
        collect = str(findings.last("collect").get("limit"))
        return (collect, None) if collect in _LIMITS else (None, None)
    return hit["limit"], hit["id"]


def _lost(findings: Findings) -> str | None:
    lost = findings.last("end").get("lost")
    return str(lost) if lost else None


def outcome_of(
    exercise: Exercise, findings: Findings, tests: list[Entry], limit: dict[str, Any] | None
) -> tuple[Sentence | str | None, str]:
    """What is said above the tests, if anything, and the outcome."""
    if limit is not None:
        return limit_sentence(limit), "limit"
    lost = next((test["lost"] for test in tests if test["lost"]), None) or _lost(findings)
    if lost:
        return _ending(findings, str(lost)), "error"
    if problem := findings.last("collect"):
        return _import_problem(problem), "error"
    if not tests or not findings.last("end") or unfinished_test(findings):
        return sentence(_TESTS_ENDED), "error"
    statuses = {test["status"] for test in tests}
    if "error" in statuses or "fail" in statuses:
        return _first_failure(tests), "failed"
    listed = {test.id for test in exercise.tests}  # only others may be skipped, in foreign suites
    complete = all(test["status"] == "pass" for test in tests if test["id"] in listed)
    passed = "pass" in statuses and complete and not findings.last("end").get("code")
    return (None, "passed") if passed else (sentence(_NOT_ALL), "error")


def limit_sentence(limit: dict[str, Any]) -> Sentence:
    """A limit in words, from its entry in a result."""
    facts = {"used": f"{limit['used'] or 0:.1f}", "allowed": f"{limit['allowed'] or 0:g}"}
    return sentence(_LIMITS[limit["kind"]], **facts)


def _first_failure(tests: list[Entry]) -> Sentence | str | None:
    """An exercise not begun says so once, above its tests."""
    failed = next(test for test in tests if test["status"] in ("fail", "error"))
    if failed["message_id"] != "not_started":
        return None
    form = failed["forms"].get("message") or {}
    return Sentence(form["template"], form["facts"]) if "template" in form else failed["message"]


def _ending(findings: Findings, lost: str) -> Sentence:
    if lost == "protocol":
        return sentence(_ENDED["protocol"])
    code = findings.learner.get("code")
    if isinstance(code, int) and code < 0:
        names = {member.value: member.name for member in signal.Signals}
        return sentence(_ENDED["signal"], signal=names.get(-code, f"signal {-code}"))
    return sentence(_ENDED["exit"], code=code)


def _import_problem(problem: dict[str, Any]) -> Sentence:
    facts = records.forms(problem.get("forms")).get("message", {}).get("facts", {})
    if "call" in facts:
        return sentence(_ENDED["call"], call=facts["call"])
    lines = records.frames(problem.get("traceback"))
    message = records.cut(problem.get("message"), 300) or ""
    place = lines[-1] if lines else None
    if place is None or f"{place['file']}, line {place['line']}" in message:
        return sentence(_NOT_LOADED, message=message)  # a SyntaxError says where it is
    return sentence(_NOT_LOADED_AT, message=message, file=place["file"], line=place["line"])
