"""From sources to what the database stores: HTML of lessons, and everything an exercise page
shows.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from django.urls import reverse

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
