"""Reads curriculum/ into plain values, complaining with file and line. Nothing here touches the
database.
"""

import re
import tomllib
from dataclasses import MISSING, Field, dataclass, field, fields, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from apps.sandbox.exercise import Exercise, ExerciseError

FRONT_MATTER = re.compile(r"\A\+\+\+\n(.*?)\n\+\+\+\n", re.DOTALL)
SKIPPED = {"__pycache__", ".pytest_cache", ".git"}  # as Exercise.from_folder does
FIGURE = re.compile(r"^/// figure \| *(\S+)", re.MULTILINE)


class ContentError(Exception):
    """Something in curriculum/ cannot be loaded; says where. A `message` without `path` begins with
    its place.
    """

    def __init__(self, path: Path | None, message: str, line: int | None = None) -> None:
        place = f"{path}:{line}" if line else str(path)
        super().__init__(f"{place}: {message}" if path else message)


@dataclass(frozen=True)
class Card:
    """A review card: one question, one fact."""

    question: str
    answer: str


@dataclass(frozen=True)
class LessonMeta:
    """What the front matter of a lesson has to say, and may; beside it, its `[[cards]]`."""

    id: str
    title: str
    minutes: int
    lead: str = ""
    difficulty: int = 1
    importance: int = 3


@dataclass(frozen=True)
class LessonSource:
    path: Path
    meta: dict[str, Any]
    body: str
    figures: dict[str, str]
    source: str
    cards: list[Card] = field(default_factory=list)

    @cached_property
    def digest(self) -> str:
        parts = [self.source, *(f"{path}\n{svg}" for path, svg in sorted(self.figures.items()))]
        return sha256("\0".join(parts).encode()).hexdigest()

    def line_of(self, excerpt: str) -> int | None:
        place = self.source.find(excerpt) if excerpt else -1
        return self.source.count("\n", 0, place) + 1 if place >= 0 else None


@dataclass(frozen=True)
class ExerciseSource:
    """An exercise's folder: as the engine reads it, and its files as a revision stores them."""

    folder: Path
    parsed: Exercise
    files: dict[str, str]

    @property
    def digest(self) -> str:
        return self.parsed.digest


@dataclass(frozen=True)
class Part:
    """One line of a module's outline; without a source it is planned."""

    kind: str
    id: str
    title: str
    minutes: int
    number: str = ""
    lesson: LessonSource | None = None
    exercise: ExerciseSource | None = None


@dataclass(frozen=True)
class NotationSource:
    """A module's table of symbols, `notation.md`."""

    path: Path
    source: str


@dataclass(frozen=True)
class ModuleSource:
    path: Path
    id: str
    number: int
    track: str
    title: str
    short_title: str
    hours: float
    summary: str = ""
    requires: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    reading_hours: float = 0.0  # of the hours, those of reading that is no unit
    notation: NotationSource | None = None


@dataclass(frozen=True)
class TrackSource:
    id: str
    label: str
    title: str


@dataclass(frozen=True)
class Curriculum:
    tracks: list[TrackSource]
    modules: list[ModuleSource] = field(default_factory=list)


def read_curriculum(root: Path) -> Curriculum:
    """Everything below `root`. Raises ContentError."""
    path = root / "tracks.toml"
    tracks = [
        TrackSource(**_values(path, row, TrackSource)) for row in read_toml(path).get("tracks", [])
    ]
    modules = [_read_module(path) for path in sorted(root.glob("*/module.toml"))]
    curriculum = Curriculum(tracks, sorted(modules, key=lambda module: module.number))
    _check_references(curriculum)
    return curriculum


def read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text())
    except FileNotFoundError:
        raise ContentError(path, "this file is missing") from None
    except tomllib.TOMLDecodeError as error:
        raise ContentError(path, *_toml_fault(str(error), path.read_text())) from None


def _toml_fault(message: str, source: str, offset: int = 0) -> tuple[str, int]:
    """tomllib's message without its place, and the line of that place."""
    found = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", message)
    assert found
    return message[: found.start()], int(found[1] or source.count("\n") + 1) + offset


LONGEST = {"id": 50, "title": 200, "short_title": 24, "label": 10, "number": 8}
PLAIN: dict[Any, tuple[str, tuple[type, ...]]] = {
    str: ("a string", (str,)),
    int: ("a whole number", (int,)),
    float: ("a number", (int, float)),
    list[str]: ("a list of strings", (list,)),
}


def _values(path: Path, row: dict[str, Any], kind: type) -> dict[str, Any]:
    """What a table of `path` says of the plain fields of `kind`, each checked."""
    given = {}
    for each in fields(kind):
        if each.name in row:
            given[each.name] = row[each.name]
            _check_value(path, row, each)
        elif each.type in PLAIN and each.default is each.default_factory is MISSING:
            raise ContentError(path, f"{_of(row)}`{each.name}` is missing", _line_of(path, row))
    return given


def _check_value(path: Path, row: dict[str, Any], each: Field[Any]) -> None:
    value = row[each.name]
    words, types = PLAIN[each.type]
    line = _line_of(path, row, each.name)
    if isinstance(value, bool) or not isinstance(value, types):
        raise ContentError(path, f"{_of(row)}`{each.name}` must be {words}, not {value!r}", line)
    if isinstance(value, str) and len(value) > LONGEST.get(each.name, 10_000):
        most = LONGEST[each.name]
        raise ContentError(path, f"{_of(row)}`{each.name}` is longer than {most} characters", line)
    if each.name == "id" and not re.fullmatch(r"[-\w]+", str(value), re.ASCII):
        raise ContentError(path, f"{_of(row)}an id is made of letters, digits and hyphens", line)


def _of(row: dict[str, Any]) -> str:
    return f"part {row.get('id', '?')}: " if "kind" in row else ""


def _line_of(path: Path, row: dict[str, Any], key: str = "id") -> int | None:
    """The line that says `key`; for one of several parts, the line of its id."""
    name, value = (key, row[key]) if key in row and "kind" not in row else ("id", row.get("id"))
    lines = path.read_text().splitlines()
    start = re.compile(rf"{name}\s*=\s*.*{re.escape(str(value))}")
    return next((number for number, line in enumerate(lines, 1) if start.match(line)), None)


def _read_module(path: Path) -> ModuleSource:
    data = read_toml(path)
    rows = data.pop("parts", [])
    values = _values(path, data, ModuleSource)
    parts = [_read_part(path, row) for row in rows]
    _complain_of_strays(path, parts)
    table = path.with_name("notation.md")
    notation = NotationSource(table, table.read_text()) if table.is_file() else None
    return ModuleSource(**values, path=path, parts=parts, notation=notation)


def _read_part(module_file: Path, row: dict[str, Any]) -> Part:
    part = Part(**_values(module_file, row, Part))
    folder = module_file.parent
    if part.kind == "lesson":
        found = sorted(folder.glob(f"lessons/[0-9][0-9]-{part.id}.md"))
        return replace(part, lesson=read_lesson(found[0], part.id)) if found else part
    if part.kind == "exercise":
        exercise = folder / "exercises" / part.id
        return replace(part, exercise=_read_exercise(exercise)) if exercise.is_dir() else part
    raise ContentError(
        module_file,
        f"part {part.id}: kind must be lesson or exercise, not {part.kind!r}",
        _line_of(module_file, row),
    )


def _complain_of_strays(path: Path, parts: list[Part]) -> None:
    """A file that the outline does not name would silently stay unpublished."""
    lessons = {part.lesson.path for part in parts if part.lesson}
    for stray in sorted(set(path.parent.glob("lessons/*.md")) - lessons):
        raise ContentError(stray, f"no [[parts]] entry of {path.name} names this lesson")
    exercises = {part.id for part in parts if part.kind == "exercise"}
    for folder in sorted(path.parent.glob("exercises/*/exercise.toml")):
        if folder.parent.name not in exercises:
            raise ContentError(folder, f"no [[parts]] entry of {path.name} names this exercise")


def read_lesson(path: Path, id: str) -> LessonSource:
    source = path.read_text()
    front = FRONT_MATTER.match(source)
    if not front:
        raise ContentError(path, "a lesson begins with TOML between two lines of +++", 1)
    try:
        meta = tomllib.loads(front[1])
    except tomllib.TOMLDecodeError as error:
        raise ContentError(path, *_toml_fault(str(error), front[1], offset=1)) from None
    _values(path, meta, LessonMeta)
    if meta["id"] != id:
        raise ContentError(path, f"its id is {meta['id']!r}, its file's name says {id!r}", 1)
    figures = _read_figures(path, source)
    return LessonSource(path, meta, source[front.end() :], figures, source, _cards(path, meta))


def _cards(path: Path, meta: dict[str, Any]) -> list[Card]:
    rows = meta.get("cards", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ContentError(path, "cards are tables: [[cards]]", _line_of(path, meta, "cards"))
    return [Card(**_values(path, row, Card)) for row in rows]


def _read_figures(lesson: Path, source: str) -> dict[str, str]:
    figures = {}
    for match in FIGURE.finditer(source):
        path = (lesson.parent.parent / match[1]).resolve()
        if not path.is_relative_to(lesson.parent.parent.resolve()) or not path.is_file():
            line = source.count("\n", 0, match.start()) + 1
            raise ContentError(lesson, f"there is no figure {match[1]} in this module", line)
        figures[match[1]] = path.read_text()
    return figures


def _read_exercise(folder: Path) -> ExerciseSource:
    try:
        parsed = Exercise.from_folder(folder)
    except ExerciseError as error:
        placed = re.sub(r": (.*) \(at line (\d+), column \d+\)$", r":\2: \1", str(error))
        raise ContentError(None, placed) from error
    if parsed.id != folder.name:
        path = folder / "exercise.toml"
        line = _line_of(path, {"id": parsed.id})
        raise ContentError(path, f"its id is {parsed.id!r}, its folder {folder.name!r}", line)
    return ExerciseSource(folder, parsed, _texts(folder, parsed))


def _texts(folder: Path, parsed: Exercise) -> dict[str, str]:
    """The folder as a revision stores it: what `Exercise.from_files` makes the same exercise of."""
    files = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.is_file() and not path.is_symlink() and not SKIPPED & set(name.parts):
            try:
                files[name.as_posix()] = path.read_bytes().decode()
            except UnicodeDecodeError:
                raise ContentError(path, "an exercise is made of text files, in UTF-8") from None
    if Exercise.from_files(files).digest != parsed.digest:
        raise ContentError(folder, "its files changed while they were read")
    return files


def _check_references(curriculum: Curriculum) -> None:
    tracks = {track.id for track in curriculum.tracks}
    modules = {module.id for module in curriculum.modules}
    numbers: dict[int, str] = {}
    for module in curriculum.modules:
        if module.track not in tracks:
            raise _fault(module, "track", f"there is no track {module.track!r} in tracks.toml")
        if module.number in numbers:
            taken = numbers[module.number]
            raise _fault(module, "number", f"number {module.number} is taken by {taken}")
        numbers[module.number] = module.id
        for required in module.requires:
            if required not in modules:
                raise _fault(module, "requires", f"it requires {required!r}, which is no module")
    _check_unique_ids(curriculum)


def _check_unique_ids(curriculum: Curriculum) -> None:
    seen: set[tuple[str, str]] = set()
    for module in curriculum.modules:
        names = [("module", module.id)]
        names += [
            (part.kind, lesson_id(module.id, part.id) if part.kind == "lesson" else part.id)
            for part in module.parts
        ]
        for name in names:
            if name in seen:
                raise _fault(module, "id", f"the {name[0]} {name[1]!r} stands twice")
            seen.add(name)


def _fault(module: ModuleSource, key: str, message: str) -> ContentError:
    line = _line_of(module.path, {key: getattr(module, key)}, key)
    return ContentError(module.path, message, line)


def lesson_id(module_id: str, slug: str) -> str:
    """m03-information-theory, surprise → m03-surprise"""
    return f"{module_id.split('-', 1)[0]}-{slug}"
