"""A result as lines of text, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from apps.sandbox.exercise import Exercise

_MARKS = {"pass": "pass", "fail": "FAIL", "error": "ERROR", "not run": "-"}
_SAID = {
    "passed": "passed",
    "failed": "not passed",
    "error": "error in the program",
    "limit": "stopped at a limit",
}


def lines(exercise: Exercise, result: dict[str, Any]) -> Iterator[str]:
    """The verdict, test by test, then what was used and the seed."""
    yield f"{exercise.id}: {_SAID[result['outcome']]}"
    if result["message"]:
        yield f"  {result['message']}"
    yield from _frames(result["traceback"])
    for test in result["tests"]:
        yield f"  {_MARKS[test['status']]:<5}  {test['name']}"
        yield from _details(test)
    usage, limits = result["usage"], result["limits"]
    yield (
        f"  CPU {usage['cpu_s']:.2f} of {limits['cpu_s']:g} s, "
        f"memory {usage['memory_mib']:.0f} of {limits['memory_mib']} MiB, seed {result['seed']}"
    )
    if result["forgeable"]:
        yield f"  {result['forgeable']}"


def _frames(frames: list[dict[str, Any]]) -> Iterator[str]:
    for frame in frames:
        yield f"         {frame['file']}, line {frame['line']}, in {frame['function']}"
        yield f"             {frame['code']}"


def _details(test: dict[str, Any]) -> Iterator[str]:
    if test["status"] == "pass":
        return
    for label, key in (("", "message"), ("seen", "seen"), ("expected", "expected")):
        if test[key]:
            first, *rest = str(test[key]).splitlines()
            yield f"         {label + ': ' if label else ''}{first}"
            yield from (f"         {line}" for line in rest)
    if test["cause"]:
        yield f"         likely cause: {test['cause']}"
    yield from _frames(test["traceback"])
    if test["output"]:
        yield "         printed:"
        yield from (f"         | {line}" for line in test["output"].splitlines()[:10])
