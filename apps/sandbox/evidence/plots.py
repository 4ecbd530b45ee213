"""Curves that a test attaches to its result, such as a loss by steps with reference lines.

They are drawn on the verdict's page, whether the test passes or fails. In a plain run of pytest
they stand in the test's `user_properties` and nothing else happens.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pytest

from .showing import array_of

MAX_PLOTS = 4  # of one test
MAX_CURVES, MAX_LINES = 6, 6
MAX_POINTS = 200  # of one curve; longer ones are thinned
MAX_NAME, MAX_TITLE = 40, 100
_LOG = ("", "x", "y", "xy")
_running: list[pytest.Item] = []


def plot(
    title: str,
    curves: Mapping[str, Sequence[Any]],
    *,
    lines: Mapping[str, float] | None = None,
    x: str = "",
    y: str = "",
    log: str = "",
) -> None:
    """Attach curves to the running test; the first is taken for the learner's own.

    A curve is pairs (x, y), or values alone, which are numbered from 1; one that is not finite
    breaks its curve. `lines`: name to the height of a level line. `x`, `y`: what the axes hold,
    with units. `log`: which axes have a logarithmic scale, "x", "y" or "xy".
    """
    if log not in _LOG:
        raise ValueError(f"log must be one of {_LOG}")
    if len(curves) > MAX_CURVES or len(lines or {}) > MAX_LINES:
        raise ValueError(f"a plot has room for {MAX_CURVES} curves and {MAX_LINES} lines")
    if not _running:
        return
    levels = {name: _finite(value) for name, value in (lines or {}).items()}
    record = {
        "title": title[:MAX_TITLE],
        "curves": [
            {"name": name[:MAX_NAME], "points": thinned(list(_points(values)))}
            for name, values in curves.items()
        ],
        "lines": [{"name": n[:MAX_NAME], "y": v} for n, v in levels.items() if v is not None],
        "x": x[:MAX_NAME],
        "y": y[:MAX_NAME],
        "log": log,
    }
    _running[-1].user_properties.append(("plot", record))


def _points(values: Sequence[Any]) -> Iterator[list[float | None]]:
    for place, value in enumerate(_rows(values), 1):
        pair = value if isinstance(value, list | tuple) else (place, value)
        x = _finite(pair[0]) if len(pair) == 2 else None
        if x is not None:
            yield [x, _finite(pair[1])]


def _rows(values: Any) -> Iterable[Any]:
    """The entries of a list as they are, those of an array or tensor as plain numbers."""
    array = array_of(values) if not isinstance(values, list | tuple) else None
    if array is not None:
        return array.tolist() if array.ndim else ()
    return values if isinstance(values, Iterable) else ()


def _finite(value: Any) -> float | None:
    """As a number of six digits; None for what is no finite number."""
    array = array_of(value)
    if array is None or array.size != 1 or array.dtype.kind == "c":
        return None
    number = float(array.item())
    return float(f"{number:.6g}") if math.isfinite(number) else None


def thinned(points: list[list[float | None]]) -> list[list[float | None]]:
    """So many points as a plot can show: of each stretch the lowest, the highest, and any gap."""
    if len(points) <= MAX_POINTS:
        return points
    stretch = math.ceil(3 * len(points) / (MAX_POINTS - 5))
    kept = {0, len(points) - 1}
    for start in range(0, len(points), stretch):
        part = range(start, min(start + stretch, len(points)))
        heights = {i: y for i in part if (y := points[i][1]) is not None}
        if len(heights) < len(part):
            kept.add(next(i for i in part if i not in heights))
        if heights:
            kept |= {min(heights, key=heights.__getitem__), max(heights, key=heights.__getitem__)}
    return [points[i] for i in sorted(kept)]


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Knows which test is running while it runs."""
    _running.append(item)
    try:
        return (yield)
    finally:
        _running.pop()
