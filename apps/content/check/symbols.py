"""A module's notation table: each symbol once, and nothing that its lessons contradict."""

import re
from collections.abc import Iterator
from pathlib import Path

from apps.content.check.findings import Finding
from apps.content.notation import Notation, Symbol
from apps.content.rendering import notation_of
from apps.content.source import ModuleSource

STEM = 4  # letters in which two forms of a word agree: probability, probabilities
_WORD = re.compile(r"[^\W\d_]{4,}")
_OTHER_THAN_WORDS = re.compile(r"\$[^$]*\$|`[^`]*`|\]\([^)]*\)")
_COMMON = {
    "after", "before", "each", "from", "have", "here", "into", "many", "much", "often", "only",
    "over", "same", "some", "than", "that", "their", "them", "then", "they", "this", "those",
    "what", "when", "where", "which", "whose", "with", "would",
}  # fmt: skip


def check(module: ModuleSource) -> Iterator[Finding]:
    notation = notation_of(module)
    path = module.notation.path if module.notation else module.path.with_name("notation.md")
    yield from _rows(notation, path)
    for part in module.parts:
        if part.lesson:
            for symbol in notation.lessons[part.id]:
                for text in _complaints(notation.row_of(part.id, symbol.key), symbol, path.name):
                    yield Finding(part.lesson.path, symbol.line, text)


def _rows(notation: Notation, path: Path) -> Iterator[Finding]:
    """What is wrong with the table itself."""
    lines = [row.line for row in notation.rows]
    for place, row in enumerate(notation.rows):
        if row.line in lines[:place]:
            yield Finding(path, row.line, f"{row.name} shares its row: give each symbol its own")
        twice = [each for each in notation.rows[:place] if each.key == row.key and _meet(each, row)]
        if twice:
            yield Finding(path, row.line, f"{row.name} stands in line {twice[0].line} as well")
        elif not notation.introduction(row):
            yield Finding(path, row.line, f"no table of a lesson introduces {row.name}")


def _meet(one: Symbol, other: Symbol) -> bool:
    """Whether some lesson could take either row."""
    return one.only_in == other.only_in or bool(one.only_in & other.only_in)


def _complaints(row: Symbol | None, symbol: Symbol, table: str) -> Iterator[str]:
    """What the module's row has against the lesson's."""
    if row is None:
        yield f"{symbol.name} has no row in {table}"
        return
    if not symbol.shapes <= row.shapes:
        yield f"{symbol.name} has the shape {symbol.shape}, {table} says {row.shape}"
    if _words(symbol.holds) and not _words(symbol.holds) & _words(row.holds):
        yield (f"{symbol.name} is “{symbol.holds}”, {table} says “{row.holds}”: no word in common")


def _words(text: str) -> set[str]:
    """Stems of the words that carry meaning."""
    words = _WORD.findall(_OTHER_THAN_WORDS.sub(" ", text).lower())
    return {word[:STEM] for word in words if word not in _COMMON}
