"""Reads curriculum/ into plain values, complaining with file and line. Nothing here touches the
database.
"""

import re
import tomllib
from dataclasses import dataclass, field
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
class LessonSource:
    path: Path
    meta: dict[str, Any]
    body: str
    figures: dict[str, str]
    source: str

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
class ModuleSource:
    path: Path
    id: str
    number: int
    track: str
    title: str
    short_title: str
    hours: float
    summary: str
    requires: list[str]
    parts: list[Part]


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
    tracks = [
        TrackSource(**_only(row, TrackSource))
        for row in read_toml(root / "tracks.toml").get("tracks", [])
    ]
    modules = [_read_module(path) for path in sorted(root.glob("*/module.toml"))]
    curriculum = Curriculum(tracks, sorted(modules, key=lambda module: module.number))
    _check_references(root, curriculum)
    return curriculum


def read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text())
    except FileNotFoundError:
        raise ContentError(path, "this file is missing") from None
    except tomllib.TOMLDecodeError as error:
        raise ContentError(path, *_line_and_message(str(error))) from None


def _line_and_message(message: str, offset: int = 0) -> tuple[str, int | None]:
    found = re.search(r" \(at line (\d+), column \d+\)$", message)
    return (message[: found.start()], int(found[1]) + offset) if found else (message, None)


def _only(row: dict[str, Any], kind: type) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name in kind.__dataclass_fields__}  # type: ignore[attr-defined]


def _read_module(path: Path) -> ModuleSource:
    data = read_toml(path)
    parts = [_read_part(path, row) for row in data.pop("parts", [])]
    data = {"summary": "", "requires": [], **data, "path": path, "parts": parts}
    missing = [name for name in ModuleSource.__dataclass_fields__ if name not in data]
    if missing:
        raise ContentError(path, f"`{missing[0]}` is missing")
    _complain_of_strays(path, parts)
    return ModuleSource(**_only(data, ModuleSource))


def _read_part(module_file: Path, row: dict[str, Any]) -> Part:
    try:
        part = Part(**_only(row, Part))
    except TypeError as error:
        raise ContentError(module_file, f"part {row.get('id', row)}: {error}") from None
    folder = module_file.parent
    if part.kind == "lesson":
        found = sorted(folder.glob(f"lessons/[0-9][0-9]-{part.id}.md"))
        return Part(**{**vars(part), "lesson": read_lesson(found[0])}) if found else part
    if part.kind == "exercise":
        exercise = folder / "exercises" / part.id
        return (
            Part(**{**vars(part), "exercise": _read_exercise(exercise)})
            if exercise.is_dir()
            else part
        )
    raise ContentError(
        module_file, f"part {part.id}: kind must be lesson or exercise, not {part.kind!r}"
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


def read_lesson(path: Path) -> LessonSource:
    source = path.read_text()
    front = FRONT_MATTER.match(source)
    if not front:
        raise ContentError(path, "a lesson begins with TOML between two lines of +++", 1)
    try:
        meta = tomllib.loads(front[1])
    except tomllib.TOMLDecodeError as error:
        raise ContentError(path, *_line_and_message(str(error), offset=1)) from None
    for name in ("id", "title", "minutes"):
        if name not in meta:
            raise ContentError(path, f"the front matter lacks `{name}`", 1)
    return LessonSource(path, meta, source[front.end() :], _read_figures(path, source), source)


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
        raise ContentError(None, str(error)) from error
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


def _check_references(root: Path, curriculum: Curriculum) -> None:
    tracks = {track.id for track in curriculum.tracks}
    modules = {module.id for module in curriculum.modules}
    numbers: dict[int, str] = {}
    for module in curriculum.modules:
        if module.track not in tracks:
            raise ContentError(module.path, f"there is no track {module.track!r} in tracks.toml")
        if module.number in numbers:
            raise ContentError(
                module.path, f"number {module.number} is taken by {numbers[module.number]}"
            )
        numbers[module.number] = module.id
        for required in module.requires:
            if required not in modules:
                raise ContentError(module.path, f"it requires {required!r}, which is no module")
    _check_unique_parts(curriculum)


def _check_unique_parts(curriculum: Curriculum) -> None:
    seen: set[tuple[str, str]] = set()
    for module in curriculum.modules:
        for part in module.parts:
            key = (module.id if part.kind == "lesson" else "", part.id)
            if key in seen:
                raise ContentError(module.path, f"the id {part.id!r} stands twice")
            seen.add(key)
