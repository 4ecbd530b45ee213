"""What a module is made of, in reading order, stored with the module whenever its units change.

Every page that lists units (the map, the contents beside a lesson) reads this one value: no query
and no row a unit. The rows of Lesson and Exercise stay the truth; `store_outline` derives it.
"""

from dataclasses import asdict, dataclass
from typing import Literal

from django.urls import reverse

from apps.content.models import Exercise, Lesson, Module


@dataclass(frozen=True)
class OutlineUnit:
    kind: Literal["lesson", "exercise"]
    id: str
    module_id: str
    slug: str
    """Of a lesson, within its module."""
    number: str
    """Of an exercise, such as 3.1."""
    title: str
    minutes: int
    difficulty: int
    importance: int
    planned: bool
    sections: list[dict[str, str]]
    """Of a lesson: [{anchor, title}] in reading order."""

    @property
    def url(self) -> str:
        if self.kind == "lesson":
            return reverse("lesson", args=[self.module_id, self.slug])
        return reverse("exercise", args=[self.id])


def outline_of(module: Module) -> list[OutlineUnit]:
    return [OutlineUnit(**unit) for unit in module.outline]


def next_unit(module: Module, unit_id: str) -> OutlineUnit | None:
    """The first unit after this one, in its module, that is written."""
    units = outline_of(module)
    place = next((place for place, unit in enumerate(units) if unit.id == unit_id), len(units))
    return next((unit for unit in units[place + 1 :] if not unit.planned), None)


def store_outline(module_id: str) -> None:
    """Make the module's outline what its units say."""
    lessons = Lesson.objects.filter(module_id=module_id, retired=False).select_related("current")
    exercises = Exercise.objects.filter(module_id=module_id, retired=False)
    units = [(lesson.position, _lesson(lesson)) for lesson in lessons]
    units += [(exercise.position, _exercise(exercise)) for exercise in exercises]
    units.sort(key=lambda unit: unit[0])
    Module.objects.filter(id=module_id).update(outline=[asdict(unit) for _, unit in units])


def _lesson(lesson: Lesson) -> OutlineUnit:
    return OutlineUnit(
        kind="lesson",
        id=lesson.id,
        module_id=lesson.module_id,
        slug=lesson.slug,
        number="",
        title=lesson.title,
        minutes=lesson.minutes,
        difficulty=lesson.difficulty,
        importance=lesson.importance,
        planned=lesson.planned,
        sections=lesson.current.sections if lesson.current else [],
    )


def _exercise(exercise: Exercise) -> OutlineUnit:
    return OutlineUnit(
        kind="exercise",
        id=exercise.id,
        module_id=exercise.module_id,
        slug="",
        number=exercise.number,
        title=exercise.title,
        minutes=exercise.minutes,
        difficulty=exercise.difficulty,
        importance=exercise.importance,
        planned=exercise.planned,
        sections=[],
    )
