"""A module's outline against its files: minutes that add up, files that nothing leads to."""

from collections.abc import Iterator
from pathlib import Path

from apps.content.check.findings import Finding, line_of
from apps.content.check.units import written_lessons
from apps.content.source import ExerciseSource, ModuleSource, Part

TOLERANCE = 0.1  # of a module's hours
_HINTS = {"1.md", "2.md", "3.md"}


def check(module: ModuleSource) -> Iterator[Finding]:
    yield from _minutes(module)
    yield from _unused_figures(module)
    for part in module.parts:
        yield from _agrees(module, part)
        if part.exercise:
            yield from _strays(part.exercise)
            yield from _lesson(module, part.exercise)


def _minutes(module: ModuleSource) -> Iterator[Finding]:
    counted = sum(part.minutes for part in module.parts) + 60 * module.reading_hours
    if abs(counted - 60 * module.hours) > TOLERANCE * 60 * module.hours:
        line = line_of(module.path.read_text("utf-8"), "\nhours")
        text = f"its parts take {counted:g} minutes, and {module.hours:g} hours are promised"
        yield Finding(module.path, line and line + 1, text)


def _agrees(module: ModuleSource, part: Part) -> Iterator[Finding]:
    """What the outline says of a written unit is what the unit says itself."""
    if part.lesson:
        path, said = part.lesson.path, dict(part.lesson.meta)
    elif part.exercise:
        parsed = part.exercise.parsed
        path = part.exercise.folder / "exercise.toml"
        said = {"title": parsed.title, "minutes": parsed.minutes, "number": parsed.number}
    else:
        return
    for key in ("title", "minutes", "number"):
        due = getattr(part, key)
        if said.get(key) and said[key] != due:
            line = line_of(path.read_text("utf-8"), f"{key} = ")
            yield Finding(path, line, f"{key} is {said[key]!r}, module.toml says {due!r}")


def _unused_figures(module: ModuleSource) -> Iterator[Finding]:
    folder = module.path.parent
    used = {(folder / name).resolve() for p in written_lessons(module) for name in _figures(p)}
    for path in sorted(folder.glob("figures/*.svg")):
        if path.resolve() not in used:
            yield Finding(path, None, "no lesson shows this figure")


def _figures(part: Part) -> list[str]:
    return list(part.lesson.figures) if part.lesson else []


def _strays(exercise: ExerciseSource) -> Iterator[Finding]:
    """Files of an exercise that nothing reads."""
    parsed, toml = exercise.parsed, exercise.folder / "exercise.toml"
    listed = {mutant.name for mutant in parsed.mutants}
    for name in sorted({_second(path) for path in exercise.files if path.startswith("mutants/")}):
        if name not in listed:
            yield Finding(
                exercise.folder / "mutants" / name, None, "exercise.toml does not list it"
            )
    for path in exercise.files:
        if path.startswith("hints/") and _second(path) not in _HINTS:
            yield Finding(exercise.folder / path, None, "hints are 1.md, 2.md and 3.md")
    for path in sorted(set(parsed.starter) - set(parsed.files)):
        yield Finding(toml, None, f"starter/{path} is none of the learner's files")


def _second(path: str) -> str:
    return path.split("/")[1]


def _lesson(module: ModuleSource, exercise: ExerciseSource) -> Iterator[Finding]:
    """The lesson that an exercise follows is one of its module."""
    slug = exercise.parsed.lesson
    if slug is None:
        return
    path: Path = exercise.folder / "exercise.toml"
    line = line_of(path.read_text("utf-8"), "lesson = ")
    found = [part for part in module.parts if part.kind == "lesson" and part.id == slug]
    if not found:
        yield Finding(path, line, f"{module.id} has no lesson {slug!r}")
    elif not found[0].lesson:
        yield Finding(path, line, f"the lesson {slug!r} is not written yet", planned=True)
