"""A result's tests as a page shows them: each entry with what its template prints."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.web.figures.scale import number
from apps.web.words import words

_TOLD = ("message", "seen", "expected", "cause")
_OPEN_LINES = 12  # of output, which stands open under a test that failed


def shown_tests(result: dict[str, Any]) -> list[dict[str, Any]]:
    """Entries of results of every age: a key that came later may be missing."""
    return [
        {
            **test,
            "said": {name: words(test, name) for name in _TOLD},
            "tables": _tables(test.get("array")),
            "caption": words(_caption(test.get("array")), "caption"),
            "took": _took(test),
            "used": _used(test),
            "cases_told": _cases(test),
            "gates_told": [_gate(gate) for gate in test.get("gates") or ()],
            "printed": _printed(test, result.get("limits") or {}),
        }
        for test in result.get("tests", [])
    ]


def _ran(test: dict[str, Any]) -> bool:
    stopped = test.get("limit") and not test.get("cpu_s")
    return test["status"] != "not run" and test.get("cpu_s") is not None and not stopped


def _took(test: dict[str, Any]) -> str:
    """Processor time, where the test came to its end and there is a time to tell."""
    return _seconds(test["cpu_s"]) if _ran(test) else ""


def _seconds(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 0.005 else "< 0.01 s"


def _used(test: dict[str, Any]) -> str:
    """What the test used, in one line."""
    if not _ran(test):
        return ""
    facts = {"cpu": _seconds(test["cpu_s"]), "wall": _seconds(test.get("wall_s") or 0)}
    if test.get("peak_mib") is None:
        return _("Took %(wall)s, processor time %(cpu)s.") % facts
    facts["memory"] = f"{test['peak_mib']:.0f} MiB"
    return _("Took %(wall)s, processor time %(cpu)s, memory at its peak %(memory)s.") % facts


def _cases(test: dict[str, Any]) -> str:
    """Of a test with many cases: which one is told of."""
    if not test.get("case") or test.get("cases", 0) < 2:
        return ""
    facts = {"case": test["case"], "failed": test["cases_failed"], "all": test["cases"]}
    return _("Case %(case)s; %(failed)s of %(all)s cases fail.") % facts


def _gate(gate: dict[str, Any]) -> dict[str, str]:
    """What a training test measured, and what it has to reach."""
    due = _("below %(bound)s") if gate["better"] == "lower" else _("above %(bound)s")
    value = gate["value"]
    return {
        "name": gate["name"],
        "value": _("no number") if value is None else number(value, 4),
        "due": due % {"bound": number(gate["bound"], 4)},
    }


def _printed(test: dict[str, Any], limits: dict[str, Any]) -> dict[str, Any] | None:
    text = test.get("output") or ""
    if not text and not test.get("output_cut"):
        return None
    lines, total = len(text.splitlines()), test.get("output_chars") or len(text)
    notes = []
    if total > len(text):
        part = _("These are the first %(shown)s of %(total)s characters.")
        notes.append(part % {"shown": len(text), "total": f"{total:,}"})
    if test.get("output_cut"):
        cut = _("What the run prints past %(limit)s KiB is not kept.")
        notes.append(cut % {"limit": limits.get("output_kib", "")})
    title = ngettext("It printed %(n)s line", "It printed %(n)s lines", lines) % {"n": lines}
    return {
        "text": text,
        "title": title if text else _("What it printed is not here"),
        "note": " ".join(notes),
        "open": test["status"] in ("fail", "error") and lines <= _OPEN_LINES,
    }


# Arrays.


def _caption(array: dict[str, Any] | None) -> dict[str, Any]:
    array = array or {}
    return {"caption": array.get("caption"), "forms": {"caption": array.get("form")}}


def _tables(array: dict[str, Any] | None) -> list[dict[str, Any]]:
    """What was seen with its wrong entries marked, and what was expected."""
    if not array or not array.get("rows"):
        return []
    bad = {tuple(place) for place in array.get("bad") or ()}
    shared = {"columns": array.get("column_names"), "named": bool(array.get("row_names"))}
    seen = {"title": _("Seen"), "rows": _rows(array, "rows", bad)}
    due = {"title": _("Expected"), "rows": _rows(array, "expected", set())}
    return [{**shared, **table} for table in (seen, due) if table["rows"]]


def _rows(array: dict[str, Any], key: str, bad: set[tuple[int, ...]]) -> list[dict[str, Any]]:
    names = array.get("row_names") or []
    return [
        {
            "name": names[i] if i < len(names) else "",
            "cells": [(str(text), (i, j) in bad) for j, text in enumerate(row)],
        }
        for i, row in enumerate(array.get(key) or ())
    ]
