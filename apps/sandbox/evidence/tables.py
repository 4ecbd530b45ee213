"""A small corner of an array that is wrong somewhere, as a table beside the expected one."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from .showing import Array, array_of
from .words import Said, cut, form, gettext_noop

_ROOM = 7  # rows and columns shown of a longer axis
_DIGITS = (3, 4, 5, 6, 8, 10, 12, 15, 17)
_GAP = "…"


class Difference:
    """Two arrays of one shape that differ. `wrong` marks the entries."""

    def __init__(self, seen: Array, expected: Array, wrong: Array) -> None:
        self.seen, self.expected, self.wrong = seen, expected, wrong
        self.first = tuple(int(i) for i in np.argwhere(wrong)[0])
        self.count = int(wrong.sum())

    def at_first(self) -> tuple[str, str, str]:
        """Where the first wrong entry is, what it is, and what is due there."""
        seen, expected = self.seen[self.first], self.expected[self.first]
        (left,), (right,) = written([seen], [expected], [True])
        return str(list(self.first)), left, right

    def seen_text(self) -> Said:
        place, left, _ = self.at_first()
        facts = {"count": self.count, "size": self.seen.size, "place": place, "value": left}
        if self.count == self.seen.size:
            return Said(gettext_noop("All {size} entries are off; the first is {value}."), **facts)
        return Said(
            gettext_noop("{count} of {size} entries are off; the first, at {place}, is {value}."),
            **facts,
        )

    def expected_text(self) -> Said:
        place, _, right = self.at_first()
        return Said(gettext_noop("{value} at {place}."), value=right, place=place)

    def record(self, what: str, axes: Sequence[str]) -> dict[str, Any]:
        """The part of the table around the first wrong entry, entry by entry as text."""
        lead = self.first[:-2]  # of a longer array: the matrix that holds it
        seen, expected, wrong = (
            np.atleast_2d(each[lead]) for each in (self.seen, self.expected, self.wrong)
        )
        rows = _places(seen.shape[0], np.flatnonzero(wrong.any(axis=1)))
        columns = _places(seen.shape[1], np.flatnonzero(wrong.any(axis=0)))
        grid = [(i, j) for i in rows for j in columns]
        real = [place for place in grid if None not in place]
        left, right = written(
            [seen[place] for place in real],
            [expected[place] for place in real],
            [bool(wrong[place]) for place in real],
        )
        bad = [[rows.index(i), columns.index(j)] for i, j in real if wrong[i, j]]
        caption = _caption(what, self.seen.shape, lead, axes)
        return {
            "rows": _table(rows, columns, dict(zip(real, left, strict=True))),
            "expected": _table(rows, columns, dict(zip(real, right, strict=True))),
            "bad": bad,
            "row_names": _names(rows) if self.seen.ndim > 1 else [],
            "column_names": _names(columns),
            "caption": caption,
            "form": form(caption),
        }


def difference(seen: Any, expected: Any, rtol: float, atol: float) -> Difference | None:
    """Which entries differ; None for what is no array, or not of one shape, or a single number."""
    left, right = array_of(seen), array_of(expected)
    if left is None or right is None or left.shape != right.shape or not left.ndim:
        return None
    with np.errstate(all="ignore"):
        wrong = ~np.isclose(left, right, rtol, atol, equal_nan=True)
    return Difference(left, right, wrong) if wrong.any() else None


def _places(length: int, wanted: Iterable[int]) -> list[int | None]:
    """Which indices of an axis to show: the ends and what is wrong first; None for a gap."""
    if length <= _ROOM + 1:
        return list(range(length))
    chosen = {0, length - 1}
    for place in wanted:
        for near in (int(place), int(place) - 1, int(place) + 1):
            if len(chosen) < _ROOM and 0 <= near < length:
                chosen.add(near)
    for place in range(length):
        if len(chosen) < _ROOM:
            chosen.add(place)
    shown: list[int | None] = []
    for place in sorted(chosen):
        if shown and place != (shown[-1] or 0) + 1:
            shown.append(None)
        shown.append(place)
    return shown


def _names(places: list[int | None]) -> list[str]:
    return [_GAP if place is None else str(place) for place in places]


def _table(
    rows: list[int | None], columns: list[int | None], texts: dict[Any, str]
) -> list[list[str]]:
    return [[texts.get((i, j), _GAP) for j in columns] for i in rows]


def _caption(what: str, shape: tuple[int, ...], lead: tuple[int, ...], axes: Sequence[str]) -> str:
    index = "".join(f"{i}, " for i in lead)
    facts = {"what": cut(what, 120) + (f"[{index}:, :]" if lead else ""), "shape": shape}
    if len(axes) == len(shape) and len(shape) > 1:
        facts |= {"rows": axes[-2], "columns": axes[-1]}
        template = gettext_noop("{what}, of shape {shape}: {rows} down, {columns} across")
        return Said(template, **facts)
    if len(axes) == 1 == len(shape):
        template = gettext_noop("{what}, of shape {shape}: {columns} across")
        return Said(template, **facts, columns=axes[0])
    return Said(gettext_noop("{what}, of shape {shape}"), **facts)


# Numbers as text.


def written(
    seen: Sequence[Any], expected: Sequence[Any], wrong: Sequence[bool]
) -> tuple[list[str], list[str]]:
    """Both as text with common decimals, with so many digits that wrong entries look wrong."""
    values, both = [*seen, *expected], ([""], [""])
    for digits, powers in (*((digits, False) for digits in _DIGITS), (17, True)):
        texts = _aligned(values, digits, powers=powers)
        both = texts[: len(seen)], texts[len(seen) :]
        pairs = zip(*both, wrong, strict=True)
        if all(left != right for left, right, off in pairs if off):
            break
    return both


def _aligned(values: Sequence[Any], digits: int, *, powers: bool) -> list[str]:
    """Numbers with as many decimals as the largest needs, or in powers of ten."""
    sizes = [abs(v) for v in values if _is_fraction(v) and math.isfinite(v) and v != 0]
    largest = max(sizes, default=1.0)
    decimals = max(0, digits - 1 - math.floor(math.log10(largest)))
    powers = powers or not 1e-4 <= largest < 1e6
    texts = [_entry(value, digits, decimals, powers=powers) for value in values]
    spare = min((len(t) - len(t.rstrip("0")) for t in texts if "." in t), default=0)
    if powers or not spare:
        return texts
    return [t[:-spare].removesuffix(".") if "." in t else t for t in texts]


def _is_fraction(value: Any) -> bool:
    return isinstance(value, float | np.floating)


def _entry(value: Any, digits: int, decimals: int, *, powers: bool) -> str:
    if isinstance(value, complex | np.complexfloating):
        return f"{complex(value):.{digits}g}"
    if not _is_fraction(value):
        return str(value)
    if value == 0 or not math.isfinite(value):
        return f"{float(value):g}".removeprefix("-") if value == 0 else f"{float(value):g}"
    return f"{float(value):.{digits - 1}e}" if powers else f"{float(value):.{decimals}f}"


def table_lines(record: Mapping[str, Any] | None) -> Iterator[str]:
    """A table of `Difference.record` for a terminal: seen beside expected, wrong entries in
    brackets.
    """
    if not record:
        return
    bad = {tuple(place) for place in record["bad"]}
    marked = [
        [f"[{text}]" if (i, j) in bad else f" {text} " for j, text in enumerate(row)]
        for i, row in enumerate(record["rows"])
    ]
    due = [[f" {text} " for text in row] for row in record["expected"]]
    names = record["row_names"] or [""] * len(marked)
    widths = [
        max(len(row[j]) for row in [*marked, *due]) for j in range(len(record["column_names"]))
    ]
    yield record["caption"]
    for name, *rows in zip(names, marked, due, strict=True):
        both = (
            " ".join(text.rjust(w) for text, w in zip(row, widths, strict=True)) for row in rows
        )
        yield f"{name:>3} " + "   expected ".join(both)
