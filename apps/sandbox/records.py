"""What a checker reports, as far as it can be shown: of the right types, finite and bounded.

A checker runs the tests of an exercise's author, who is trusted no more than a learner.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

MAX_TEXT = 500
MAX_PLOTS = 8  # of one run
_MAX_FACT = 500
_NAME, _TITLE, _CELL = 40, 100, 40
_SIDE = 16  # rows and columns of a table
_FRAMES, _CURVES, _LINES, _POINTS, _GATES = 30, 6, 6, 200, 20


def cut(value: object, most: int = MAX_TEXT) -> str | None:
    """A text, or the beginning of a longer one with an ellipsis; None for anything else."""
    if not isinstance(value, str):
        return None
    return value if len(value) <= most else value[: most - 1] + "…"


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if abs(value) < 1e300 else None  # which NaN is not either


def listed(value: object, most: int = 1000) -> list[Any]:
    """The first entries of a list; of anything else none."""
    return value[:most] if isinstance(value, list) else []


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _texts(value: object, most: int, length: int) -> list[str]:
    return [cut(each, length) or "" for each in listed(value, most)]


def form(value: object) -> dict[str, Any]:
    """What a text is besides its characters: code, or a sentence with its facts."""
    found = _dict(value)
    if isinstance(template := found.get("template"), str) and template:
        facts = list(_dict(found.get("facts")).items())[:8]
        return {
            "template": template[:MAX_TEXT],
            "facts": {name[:_NAME]: cut(fact, _MAX_FACT) or "" for name, fact in facts},
        }
    return {"code": True} if found.get("code") is True else {}


def forms(value: object) -> dict[str, dict[str, Any]]:
    found = _dict(value)
    names = ("message", "seen", "expected")
    return {name: each for name in names if (each := form(found.get(name)))}


def frames(value: object) -> list[dict[str, Any]]:
    """The learner's lines of a traceback."""
    return [
        {
            "file": cut(frame.get("file"), 300) or "",
            "line": line if isinstance(line := frame.get("line"), int) else 0,
            "function": cut(frame.get("function"), 300) or "",
            "code": cut(frame.get("code"), 300) or "",
        }
        for frame in map(_dict, listed(value, _FRAMES))
    ]


def array(value: object) -> dict[str, Any] | None:
    """A table of entries as text, with the places of those that are wrong."""
    found = _dict(value)
    rows = [_texts(row, _SIDE, _CELL) for row in listed(found.get("rows"), _SIDE)]
    if not rows:
        return None
    places = (listed(place, 2) for place in listed(found.get("bad"), _SIDE**2))
    return {
        "rows": rows,
        "expected": [_texts(row, _SIDE, _CELL) for row in listed(found.get("expected"), _SIDE)],
        "bad": [place for place in places if [type(each) for each in place] == [int, int]],
        "row_names": _texts(found.get("row_names"), _SIDE, _CELL),
        "column_names": _texts(found.get("column_names"), _SIDE, _CELL),
        "caption": cut(found.get("caption"), 300) or "",
        "form": form(found.get("form")),
    }


def gates(value: object) -> list[dict[str, Any]]:
    """What a training test measured against its bounds."""
    return [
        {
            "name": cut(gate.get("name"), _TITLE) or "",
            "value": _number(gate.get("value")),
            "bound": bound,
            "better": "higher" if gate.get("better") == "higher" else "lower",
        }
        for gate in map(_dict, listed(value, _GATES))
        if (bound := _number(gate.get("bound"))) is not None
    ]


def plots(value: object) -> list[dict[str, Any]]:
    return [each for found in listed(value, MAX_PLOTS) if (each := _plot(_dict(found)))]


def _plot(found: dict[str, Any]) -> dict[str, Any] | None:
    curves = [
        {"name": cut(curve.get("name"), _NAME) or "", "points": list(_points(curve.get("points")))}
        for curve in map(_dict, listed(found.get("curves"), _CURVES))
    ]
    if all(y is None for curve in curves for _, y in curve["points"]):
        return None
    return {
        "title": cut(found.get("title"), _TITLE) or "",
        "curves": curves,
        "lines": [
            {"name": cut(line.get("name"), _NAME) or "", "y": height}
            for line in map(_dict, listed(found.get("lines"), _LINES))
            if (height := _number(line.get("y"))) is not None
        ],
        "x": cut(found.get("x"), _NAME) or "",
        "y": cut(found.get("y"), _NAME) or "",
        "log": found["log"] if found.get("log") in ("x", "y", "xy") else "",
    }


def _points(value: object) -> Iterator[list[float | None]]:
    """[x, y] with finite numbers; y is None where the curve is broken."""
    for point in listed(value, _POINTS):
        if isinstance(point, list) and len(point) == 2 and (x := _number(point[0])) is not None:
            yield [x, _number(point[1])]


def seconds(value: object) -> float:
    number = _number(value)
    return round(number, 4) if number is not None and math.isfinite(number) and number > 0 else 0.0


def whole(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0
