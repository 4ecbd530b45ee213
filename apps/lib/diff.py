"""The difference of two texts, by lines and by words, and where a line of the old one went.

Bounded work on any text: what both begin and end with is set aside, lines that occur once on each
side anchor the rest, and what lies between two anchors is compared cell by cell while a budget
lasts. What is left then counts as replaced.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

LINE_CELLS = 400_000
WORD_CELLS = 400_000  # of one difference, all its changed lines together
SIMILAR = 0.5  # share of two lines' letters in words of both: with less, one is not the other
_WORD = re.compile(r"\w+|\s+|[^\w\s]")

Pair = tuple[int, int]
Span = tuple[int, int]


@dataclass(frozen=True)
class Line:
    """One line of one side. `changed` are the parts, from and to, that its pair does not have."""

    number: int
    text: str
    changed: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Row:
    """Two lines beside each other, or one that has none beside it."""

    old: Line | None
    new: Line | None

    @property
    def same(self) -> bool:
        return bool(self.old and self.new and self.old.text == self.new.text)


class Fit(StrEnum):
    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True)
class Place:
    """Lines from first to last, from 1; where gone, the line that now stands in their place."""

    first: int
    last: int
    fit: Fit


class Difference:
    """What it takes from `old` to `new`. Lines end with a line feed and nothing else."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old.split("\n"), new.split("\n")
        self._words = Budget(WORD_CELLS)

    @cached_property
    def rows(self) -> list[Row]:
        """Side by side. The new sides alone, joined, are the new text; the old ones the old."""
        kept = matches(self.old, self.new, Budget(LINE_CELLS))
        rows: list[Row] = []
        i = j = 0
        for a, b in [*kept, (len(self.old), len(self.new))]:
            rows += self._changed(i, a, j, b)
            if a < len(self.old):
                rows.append(Row(self._line(self.old, a), self._line(self.new, b)))
            i, j = a + 1, b + 1
        return rows

    @cached_property
    def added(self) -> int:
        return sum(1 for row in self.rows if row.new and not row.same)

    @cached_property
    def removed(self) -> int:
        return sum(1 for row in self.rows if row.old and not row.same)

    def follow(self, first: int, last: int) -> Place:
        """Where the old lines `first` to `last` are in the new text."""
        rows = [row for row in self.rows if row.old and first <= row.old.number <= last]
        found = [row.new.number for row in rows if row.new]
        if not found:
            return self._gone(first)
        place = Place(found[0], found[-1], Fit.CHANGED)
        whole = len(found) == last - first + 1 == place.last - place.first + 1
        if whole and all(row.same for row in rows):
            return replace(place, fit=Fit.SAME)
        return place

    def _gone(self, first: int) -> Place:
        before = 0
        for row in self.rows:
            if row.old and row.old.number >= first:
                break
            before = row.new.number if row.new else before
        number = min(before + 1, len(self.new))
        return Place(number, number, Fit.GONE)

    def _changed(self, i: int, a: int, j: int, b: int) -> Iterator[Row]:
        """Old lines i to a and new lines j to b, of which none are the same."""
        for old, new in [*self._similar(i, a, j, b), (a, b)]:
            yield from (Row(self._line(self.old, each), None) for each in range(i, old))
            yield from (Row(None, self._line(self.new, each)) for each in range(j, new))
            if old < a:
                yield self._pair(old, new)
            i, j = old + 1, new + 1

    def _similar(self, i: int, a: int, j: int, b: int) -> list[Pair]:
        """Pairs of lines, in order on both sides, that have most of their words in common."""
        old = [_bag(line) for line in self.old[i:a]]
        new = [_bag(line) for line in self.new[j:b]]
        cells = sum(map(len, old)) * len(new) + sum(map(len, new)) * len(old)
        if not old or not new or not self._words.spend(cells):
            return []
        likeness = [[_likeness(one, other) for other in new] for one in old]
        return [(i + x, j + y) for x, y in _dearest(likeness)]

    def _pair(self, x: int, y: int) -> Row:
        old, new = _WORD.findall(self.old[x]), _WORD.findall(self.new[y])
        kept = matches(old, new, self._words)
        return Row(
            replace(self._line(self.old, x), changed=_others(old, {a for a, _ in kept})),
            replace(self._line(self.new, y), changed=_others(new, {b for _, b in kept})),
        )

    @staticmethod
    def _line(lines: list[str], place: int) -> Line:
        return Line(place + 1, lines[place])


@dataclass
class Budget:
    """Cells that may still be compared."""

    cells: int

    def spend(self, cells: int) -> bool:
        if cells > self.cells:
            return False
        self.cells -= cells
        return True


def matches(old: Sequence[Hashable], new: Sequence[Hashable], budget: Budget) -> list[Pair]:
    """Places of equal items, increasing on both sides: (place in old, place in new)."""
    start, (a, b) = 0, (len(old), len(new))
    while start < min(a, b) and old[start] == new[start]:
        start += 1
    while start < min(a, b) and old[a - 1] == new[b - 1]:
        a, b = a - 1, b - 1
    found = [(each, each) for each in range(start)]
    i = j = start
    for x, y in [*_anchors(old, new, start, a, b), (a, b)]:
        found += _compared(old, new, i, x, j, y, budget)
        if x < a:
            found.append((x, y))
        i, j = x + 1, y + 1
    return found + [(a + each, b + each) for each in range(len(old) - a)]


def _anchors(
    old: Sequence[Hashable], new: Sequence[Hashable], start: int, a: int, b: int
) -> list[Pair]:
    """Items that occur once on each side, as many of them as stand in the same order."""
    once_old, once_new = _once(old, start, a), _once(new, start, b)
    pairs = [(x, once_new[item]) for item, x in once_old.items() if item in once_new]
    ends: list[int] = []
    chain: list[int] = []  # for each length, which pair ends the best row of it
    before: list[int | None] = []
    for place, (_, y) in enumerate(pairs):
        length = bisect_left(ends, y)
        ends[length : length + 1] = [y]
        chain[length : length + 1] = [place]
        before.append(chain[length - 1] if length else None)
    best: list[Pair] = []
    at = chain[-1] if chain else None
    while at is not None:
        best.append(pairs[at])
        at = before[at]
    return best[::-1]


def _once(items: Sequence[Hashable], start: int, end: int) -> dict[Hashable, int]:
    part = items[start:end]
    counted = Counter(part)
    return {item: start + each for each, item in enumerate(part) if counted[item] == 1}


def _compared(
    old: Sequence[Hashable],
    new: Sequence[Hashable],
    i: int,
    a: int,
    j: int,
    b: int,
    budget: Budget,
) -> list[Pair]:
    """The longest common subsequence of two parts, or none where the budget does not allow it."""
    if i == a or j == b or not budget.spend((a - i) * (b - j)):
        return []
    part = new[j:b]
    equal = [[float(item == other) for other in part] for item in old[i:a]]
    return [(i + x, j + y) for x, y in _dearest(equal)]


def _dearest(worth: list[list[float]]) -> list[Pair]:
    """The pairs (row, column), increasing on both sides, whose worth adds up to most."""
    columns = len(worth[0])
    sums = [[0.0] * (columns + 1)]  # from the end: the most that can be had from here on
    for row in reversed(worth):
        below, best = sums[-1], [0.0] * (columns + 1)
        for y in range(columns - 1, -1, -1):
            best[y] = max(below[y], best[y + 1], below[y + 1] + row[y] if row[y] else 0.0)
        sums.append(best)
    sums.reverse()
    found: list[Pair] = []
    x = y = 0
    while x < len(worth) and y < columns:
        if worth[x][y] and sums[x][y] == sums[x + 1][y + 1] + worth[x][y]:
            found.append((x, y))
            x, y = x + 1, y + 1
        elif sums[x][y] == sums[x + 1][y]:
            x += 1
        else:
            y += 1
    return found


def _bag(line: str) -> Counter[str]:
    return Counter(word for word in _WORD.findall(line) if not word.isspace())


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """The share of letters in words of both, or 0 where it is below SIMILAR."""
    shared = 2 * _letters(one & other)
    total = _letters(one) + _letters(other)
    return shared / total if total and shared >= SIMILAR * total else 0.0


def _letters(words: Counter[str]) -> int:
    return sum(len(word) * count for word, count in words.items())


def _others(words: list[str], kept: set[int]) -> tuple[Span, ...]:
    """The parts of a line made of words that are not `kept`; neighbours are one part."""
    spans: list[Span] = []
    start = 0
    for place, word in enumerate(words):
        end = start + len(word)
        if place not in kept:
            joined = spans and spans[-1][1] == start
            spans[-1:] = [(spans[-1][0], end)] if joined else [*spans[-1:], (start, end)]
        start = end
    return tuple(spans)
