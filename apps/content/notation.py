"""The symbols of a module: its own table, `notation.md`, and those in which its lessons introduce
them.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

_HEAD = re.compile(r"\|\s*Symbol\s*\|\s*Shape\b")
_RULE = re.compile(r"\|[-:|\s]+$")
_ANCHOR = re.compile(r"## .*\{[^}]*#([\w-]+)[^}]*\}\s*$")
_NAME = re.compile(r"\$[^$]+\$|[^\s,$](?:[^,$]*[^\s,$])?")
_PIECE = re.compile(r"(?:`[^`]*`|\$[^$]*\$|[^,])+")
_TUPLE = re.compile(r"`(\([^`]*\))`")
_AS = re.compile(r"^(as|shape of) ")
_ONLY = re.compile(r"\bin (?:\[[^]]*\]\(lesson:[\w-]+\)(?: and |, )?)+ only$")
_LESSON = re.compile(r"\(lesson:([\w-]+)\)")


@dataclass(frozen=True)
class Symbol:
    """What one table says of one symbol; `line` counts from 1 in the text that was read."""

    name: str
    shape: str
    holds: str
    line: int
    anchor: str = ""  # of the section that its table stands in

    @cached_property
    def key(self) -> str:
        """The same for every way to space a formula."""
        return re.sub(r"\s+", "", self.name)

    @cached_property
    def shapes(self) -> set[str]:
        """The shapes that it may have, tuples or words."""
        told: list[str] = []
        for piece in _PIECE.findall(self.shape):
            told += _TUPLE.findall(piece) or [_AS.sub("", piece.strip())]
        return {re.sub(r"\s+", "", each) for each in told}

    @cached_property
    def only_in(self) -> set[str]:
        """The lessons outside of which it means something else, or nothing; none: everywhere."""
        found = _ONLY.search(self.holds)
        return set(_LESSON.findall(found[0])) if found else set()


def symbols_in(markdown: str) -> Iterator[Symbol]:
    """Those of the tables headed Symbol, Shape. Columns after the second but before the last, such
    as an example's sizes, are passed over.
    """
    inside, anchor = False, ""
    for line, text in enumerate(markdown.splitlines(), 1):
        if found := _ANCHOR.match(text):
            anchor = found[1]
        if _HEAD.match(text):
            inside = True
        elif inside and text.startswith("|"):
            if not _RULE.match(text):
                yield from _symbols_of_row(text, line, anchor)
        else:
            inside = False


def _symbols_of_row(text: str, line: int, anchor: str) -> Iterator[Symbol]:
    cells = [cell.strip() for cell in text.strip().strip("|").split("|")]
    names = _NAME.findall(cells[0])
    shapes = _share(cells[1], _PIECE.findall(cells[1]), len(names))
    holds = _share(cells[-1], cells[-1].split(";"), len(names))
    for name, shape, held in zip(names, shapes, holds, strict=True):
        yield Symbol(name, shape, held, line, anchor)


def _share(cell: str, pieces: list[str], among: int) -> list[str]:
    """To each its piece, where there are as many; else the whole cell to all."""
    return [piece.strip() for piece in pieces] if len(pieces) == among else [cell] * among


Lessons = Mapping[str, list[Symbol]]
"""The symbols of each lesson's tables, by the lesson's id, in reading order."""


@dataclass(frozen=True)
class Notation:
    """A module's table beside those of its lessons."""

    rows: list[Symbol]
    lessons: Lessons

    def row_of(self, lesson: str, key: str) -> Symbol | None:
        """What the module's table says of a symbol in this lesson."""
        same = [row for row in self.rows if row.key == key]
        here = [row for row in same if lesson in row.only_in]
        return next(iter(here + [row for row in same if not row.only_in]), None)

    def introduction(self, row: Symbol) -> tuple[str, Symbol] | None:
        """The first lesson whose tables hold the symbol in this sense, and where; else None."""
        for lesson, symbols in self.lessons.items():
            for symbol in symbols:
                if symbol.key == row.key and self.row_of(lesson, row.key) is row:
                    return lesson, symbol
        return None
