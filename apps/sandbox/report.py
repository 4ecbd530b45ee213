"""A result as lines of text, for a terminal."""

from __future__ import annotations

import math
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
_IN = " " * 9
_HIDDEN = "A hidden test: its values and output are not shown (--reveal shows them)."
_BLOCKS, _WIDTH = "▁▂▃▄▅▆▇█", 40


def lines(exercise: Exercise, result: dict[str, Any]) -> Iterator[str]:
    """The verdict, test by test, then what was used and the seed."""
    yield f"{exercise.id}: {_SAID[result['outcome']]}"
    if result["message"]:
        yield f"  {result['message']}"
    yield from _frames(result["traceback"])
    for test in result["tests"]:
        yield f"  {_mark(test):<5}  {test['name']}{_measures(test)}"
        yield from _details(test, result["limits"])
        for plot in test["plots"]:
            yield from _plot(plot)
    yield from _used(result)
    if result["forgeable"]:
        yield f"  {result['forgeable']}"


def _mark(test: dict[str, Any]) -> str:
    return "LIMIT" if test["limit"] else _MARKS[test["status"]]


def _measures(test: dict[str, Any]) -> str:
    if test["status"] == "not run":
        return ""
    memory = f", {test['peak_mib']:.0f} MiB" if test["peak_mib"] is not None else ""
    return f"  ({test['cpu_s']:.2f} s{memory})"


def _frames(frames: list[dict[str, Any]]) -> Iterator[str]:
    for frame in frames:
        yield f"{_IN}{frame['file']}, line {frame['line']}, in {frame['function']}"
        yield f"{_IN}    {frame['code']}"


def _details(test: dict[str, Any], limits: dict[str, float]) -> Iterator[str]:
    yield from (f"{_IN}{line}" for line in _gates(test))
    if test["status"] == "pass":
        return
    if test["case"]:
        failed = f"{test['cases_failed']} of {test['cases']} cases fail"
        yield f"{_IN}case {test['case']}: {failed}"
    for label, key in (("", "message"), ("seen", "seen"), ("expected", "expected")):
        yield from _labelled(label, test[key])
    yield from _table(test["array"])
    yield from _labelled("likely cause", test["cause"])
    if test["hidden"] and test["status"] != "not run":
        yield _IN + _HIDDEN
    yield from _frames(test["traceback"])
    yield from _output(test, limits)


def _labelled(label: str, text: str | None) -> Iterator[str]:
    if text:
        first, *rest = text.splitlines() or [""]
        yield f"{_IN}{label + ': ' if label else ''}{first}"
        yield from (f"{_IN}{line}" for line in rest)


def _table(array: dict[str, Any] | None) -> Iterator[str]:
    if array:
        from apps.sandbox.evidence.tables import table_lines  # brings NumPy and pytest with it

        yield from (f"{_IN}{line}" for line in table_lines(array))


def _output(test: dict[str, Any], limits: dict[str, float]) -> Iterator[str]:
    if not test["output"]:
        return
    shown, total = len(test["output"]), test["output_chars"]
    part = f" (the first {shown} of {total} characters)" if total > shown else ""
    kept = f" (cut after {limits['output_kib']:g} KiB)" if test["output_cut"] else ""
    yield f"{_IN}printed{part}{kept}:"
    yield from (f"{_IN}| {line}" for line in test["output"].splitlines())


def _gates(test: dict[str, Any]) -> Iterator[str]:
    for gate in test["gates"]:
        value = "no number" if gate["value"] is None else f"{gate['value']:.4g}"
        yield f"{gate['name']}: {value}, due {_due(gate)}"


def _due(gate: dict[str, Any]) -> str:
    return f"{'below' if gate['better'] == 'lower' else 'above'} {gate['bound']:g}"


def _used(result: dict[str, Any]) -> Iterator[str]:
    usage, limits = result["usage"], result["limits"]
    said = (
        f"CPU {usage['cpu_s']:.2f} of {limits['cpu_s']:g} s, "
        f"memory {usage['memory_mib']:.0f} of {limits['memory_mib']} MiB"
    )
    if usage["output_kib"] > limits["output_kib"]:
        said += f", printed {usage['output_kib']} KiB of which {limits['output_kib']} are kept"
    yield f"  {said}, seed {result['seed']}"


# Plots.


def _plot(plot: dict[str, Any]) -> Iterator[str]:
    """A curve as a row of blocks with where it starts, ends and is lowest."""
    axes = " against ".join(filter(None, (plot["y"], plot["x"])))
    yield f"{_IN}{plot['title']}" + (f" ({axes})" if axes else "")
    width = max(len(curve["name"]) for curve in plot["curves"])
    for curve in plot["curves"]:
        heights = [y for _, y in curve["points"] if y is not None]
        if heights:
            ends = f"{heights[0]:.4g} to {heights[-1]:.4g}, lowest {min(heights):.4g}"
            blocks = _sparkline(heights, logarithmic="y" in plot["log"])
            yield f"{_IN}  {curve['name']:<{width}}  {blocks}  {ends}"
    if plot["lines"]:
        told = ", ".join(f"{line['name']} {line['y']:g}" for line in plot["lines"])
        yield f"{_IN}  lines: {told}"


def _sparkline(heights: list[float], *, logarithmic: bool) -> str:
    if logarithmic and min(heights) > 0:
        heights = [math.log(height) for height in heights]
    count = min(_WIDTH, len(heights))
    chosen = [heights[i * len(heights) // count] for i in range(count)]
    low, high = min(heights), max(heights)
    step = (high - low) / (len(_BLOCKS) - 1) or 1.0
    return "".join(_BLOCKS[round((height - low) / step)] for height in chosen)
