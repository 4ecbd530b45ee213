"""From sources to what the database stores: HTML of lessons, and everything that the pages of an
exercise and of a module's symbols show.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from django.urls import reverse

from apps.content.notation import Notation, Symbol, symbols_in
from apps.content.outline import OutlineUnit
from apps.content.source import (
    ContentError,
    Curriculum,
    ExerciseSource,
    LessonSource,
    ModuleSource,
)
from apps.lib.code import numbered_lines
from apps.lib.markdown import MarkupError, Rendered, pipeline_key, render
from apps.sandbox.exercise import Exercise


@dataclass(frozen=True)
class Links:
    """Where `lesson:`, `exercise:` and `module:` links of one module lead."""

    curriculum: Curriculum
    module: ModuleSource

    def resolve(self, target: str) -> str | None:
        kind, _, rest = target.partition(":")
        id, hash, anchor = rest.partition("#")
        if kind == "module":
            if not any(module.id == id for module in self.curriculum.modules):
                raise ValueError(f"there is no module {id!r} to link to")
            return f"{reverse('map')}#{id}"
        url = self._unit_url(kind, id)
        return url and url + hash + anchor

    def _unit_url(self, kind: str, id: str) -> str | None:
        modules = [self.module, *self.curriculum.modules]
        for module in modules:
            for part in module.parts:
                if (part.kind, part.id) == (kind, id):
                    if kind == "lesson":
                        return reverse("lesson", args=[module.id, id]) if part.lesson else None
                    return reverse("exercise", args=[id]) if part.exercise else None
        raise ValueError(f"there is no {kind} {id!r} to link to")

    @cached_property
    def key(self) -> str:
        """Changes when a link may lead elsewhere: with the set of units that are written."""
        written = [
            f"{module.id}/{part.id}"
            for module in self.curriculum.modules
            for part in module.parts
            if part.lesson or part.exercise
        ]
        return sha256(" ".join([pipeline_key(), *written]).encode()).hexdigest()


def render_lesson(lesson: LessonSource, links: Links) -> Rendered:
    def load_figure(path: str) -> str:
        if path not in lesson.figures:
            raise ValueError(f"there is no figure {path}")
        return lesson.figures[path]

    try:
        return render(lesson.body, links.resolve, load_figure)
    except MarkupError as error:
        raise ContentError(lesson.path, str(error), lesson.line_of(error.excerpt)) from error


def lesson_sections(rendered: Rendered) -> list[dict[str, str]]:
    return [asdict(section) for section in rendered.sections]


def notation_of(module: ModuleSource) -> Notation:
    """The module's table of symbols, and those of its lessons in reading order."""
    source = module.notation.source if module.notation else ""
    lessons = {part.id: part.lesson for part in module.parts if part.lesson}
    return Notation(
        list(symbols_in(source)),
        {id: list(symbols_in(lesson.source)) for id, lesson in lessons.items()},
    )


def notation_groups(links: Links, units: list[OutlineUnit]) -> list[dict[str, str]]:
    """The symbols of a module by the section that introduces them, in reading order.

    lesson, section: titles; url: of the section; rows: HTML of its rows, three cells each. `units`
    are those of the module's outline.
    """
    groups = _grouped(links.module)
    rows = _rendered_rows(list(groups.values()), links)
    lessons = {unit.slug: unit for unit in units if unit.kind == "lesson"}
    return [
        _group(lessons[lesson], anchor, html)
        for (lesson, anchor), html in zip(groups, rows, strict=True)
    ]


def _group(lesson: OutlineUnit, anchor: str, rows: str) -> dict[str, str]:
    section = next((each["title"] for each in lesson.sections if each["anchor"] == anchor), "")
    url = f"{lesson.url}#{anchor}" if section else lesson.url
    return {"lesson": lesson.title, "section": section, "url": url, "rows": rows}


def _grouped(module: ModuleSource) -> dict[tuple[str, str], list[Symbol]]:
    """Rows by the lesson and section where each begins; within one, as the author ordered them."""
    assert module.notation
    notation = notation_of(module)
    groups: dict[tuple[str, str], list[Symbol]] = {
        (lesson, symbol.anchor): []
        for lesson, symbols in notation.lessons.items()
        for symbol in symbols
    }
    for row in notation.rows:
        found = notation.introduction(row)
        if not found:
            text = f"no table of a lesson introduces {row.name}"
            raise ContentError(module.notation.path, text, row.line)
        groups[found[0], found[1].anchor].append(row)
    return {place: rows for place, rows in groups.items() if rows}


def _rendered_rows(groups: list[list[Symbol]], links: Links) -> list[str]:
    """For each group the HTML of its rows: the bodies of tables that are rendered as one text."""
    tables = []
    for rows in groups:
        lines = [f"| {row.name} | {row.shape} | {row.holds} |" for row in rows]
        tables.append("\n".join(["| | | |", "|---|---|---|", *lines]))
    assert links.module.notation
    try:
        html = render("\n\n".join(tables), links.resolve).html
    except MarkupError as error:
        path, source = links.module.notation.path, links.module.notation.source
        raise ContentError(path, str(error), _line_of(source, error.excerpt)) from error
    return re.findall(r"<tbody>\s*(.*?)\s*</tbody>", html, re.DOTALL)


def exercise_page(source: ExerciseSource, links: Links) -> dict[str, Any]:
    """What the exercise page shows, made once a revision.

    files: paths in the order of the editor's tabs; starter: path → text; prompt: HTML;
    hints: [HTML] by tier; shapes: rows of the shape table; tests and solution: [{path, html}];
    limits: as the exercise sets them.
    """
    exercise = source.parsed
    if "prompt.md" not in source.files:
        raise ContentError(source.folder / "prompt.md", "this file is missing")

    def text(path: str) -> str:
        markdown = source.files[path]
        try:
            return render(markdown, links.resolve).html
        except MarkupError as error:
            line = _line_of(markdown, error.excerpt)
            raise ContentError(source.folder / path, str(error), line) from error

    return {
        "files": list(exercise.files),
        "prompt": text("prompt.md"),
        "hints": [text(path) for path in sorted(source.files) if path.startswith("hints/")],
        "shapes": [dict(row) for row in exercise.shapes],
        "starter": {path: exercise.starter.get(path, "") for path in exercise.files},
        "tests": _listings(_visible_tests(exercise)),
        "solution": _listings(exercise.solution),
        "limits": exercise.limits.as_dict(),
    }


def _visible_tests(exercise: Exercise) -> dict[str, str]:
    """Test files without those that hold a hidden test."""
    hidden = [f"def {test.id}(" for test in exercise.tests if test.hidden]
    return {
        path: source
        for path, source in exercise.tests_files.items()
        if not path.startswith("hidden/") and not any(head in source for head in hidden)
    }


def _listings(files: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"path": path, "html": numbered_lines(text)} for path, text in sorted(files.items())]


def _line_of(source: str, excerpt: str) -> int | None:
    place = source.find(excerpt) if excerpt else -1
    return source.count("\n", 0, place) + 1 if place >= 0 else None
