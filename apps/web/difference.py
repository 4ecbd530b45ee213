"""The difference of two files as a page shows it: inline or side by side, the rest folded."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from apps.lib.code import coloured_lines, marked, one_line
from apps.lib.diff import Difference, Line, Row

AROUND = 3  # lines shown before and after a change


@dataclass(frozen=True)
class Part:
    """Rows that follow each other. `folded` is how many lines it hides, 0 for none."""

    html: str
    right: str = ""
    folded: int = 0


@dataclass(frozen=True)
class FileChanges:
    path: str
    added: int
    removed: int
    parts: list[Part]


def file_changes(path: str, old: str, new: str, *, side_by_side: bool = False) -> FileChanges:
    """What it takes from `old` to `new`. No parts where nothing differs to the eye."""
    old, new = old.rstrip("\n"), new.rstrip("\n")
    difference = Difference(old, new)
    changes = FileChanges(path, difference.added, difference.removed, [])
    if difference.added or difference.removed:
        painter = _Painter(old, new)
        paint = painter.beside if side_by_side else painter.inline
        changes.parts.extend(paint(rows, folded) for rows, folded in _folds(difference.rows))
    return changes


def _folds(rows: list[Row]) -> Iterator[tuple[list[Row], int]]:
    """Runs of rows: around changes, and between those, to be folded away."""
    near = [False] * len(rows)
    for place, row in enumerate(rows):
        if not row.same:
            start = max(0, place - AROUND)
            near[start : place + AROUND + 1] = [True] * len(near[start : place + AROUND + 1])
    for shown, run in groupby(enumerate(rows), key=lambda each: near[each[0]]):
        part = [row for _, row in run]
        yield part, 0 if shown or len(part) == 1 else len(part)


class _Painter:
    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = coloured_lines(old), coloured_lines(new)

    def inline(self, rows: list[Row], folded: int) -> Part:
        out: list[str] = []
        for same, run in groupby(rows, key=lambda row: row.same):
            block = list(run)
            if same:
                out += [self._kept(row.new) for row in block if row.new]
                continue
            out += [self._removed(row.old) for row in block if row.old]
            out += [self._added(row.new) for row in block if row.new]
        return Part("".join(out), folded=folded)

    def beside(self, rows: list[Row], folded: int) -> Part:
        left, right = [], []
        for row in rows:
            if row.same and row.old and row.new:
                left.append(one_line(row.old.number, self.old[row.old.number - 1]))
                right.append(one_line(row.new.number, self.new[row.new.number - 1]))
            else:
                left.append(self._removed(row.old, "") if row.old else _NOTHING)
                right.append(self._added(row.new, "") if row.new else _NOTHING)
        return Part("".join(left), "".join(right), folded)

    def _kept(self, line: Line) -> str:
        return one_line(line.number, "  " + self.new[line.number - 1])

    def _removed(self, line: Line, sign: str = "− ") -> str:
        html = marked(self.old[line.number - 1], line.changed, "del")
        return one_line(line.number, sign + html, "del")

    def _added(self, line: Line, sign: str = "+ ") -> str:
        html = marked(self.new[line.number - 1], line.changed, "ins")
        return one_line(line.number, sign + html, "add")


_NOTHING = one_line("", "", "none")
