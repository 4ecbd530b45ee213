"""The course as one reader sees it: tracks, modules and units with state, and what is next."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from django.contrib.auth.models import AnonymousUser

from apps.accounts.models import User
from apps.content.models import Module, Track
from apps.content.outline import OutlineUnit, outline_of
from apps.grading.queries import ExerciseProgress, exercise_progress, latest_attempt
from apps.learning.queries import latest_lesson, sections_read

UnitState = Literal["done", "part", "new", "planned"]


@dataclass(frozen=True)
class UnitView:
    """A lesson or an exercise in a list."""

    unit: OutlineUnit
    state: UnitState
    progress: ExerciseProgress | None = None
    next_section: tuple[int, str, str] | None = None  # number from 1, anchor, title

    @property
    def kind(self) -> str:
        return self.unit.kind

    @property
    def url(self) -> str:
        return "" if self.state == "planned" else self.unit.url

    @property
    def resume_url(self) -> str:
        started = self.state == "part" and self.next_section
        return f"{self.url}#{self.next_section[1]}" if started and self.next_section else self.url


@dataclass
class ModuleView:
    module: Module
    units: list[UnitView]
    requires: list[int]
    here: bool = False

    @cached_property
    def state(self) -> UnitState:
        states = {unit.state for unit in self.units}
        if states <= {"planned"}:
            return "planned"
        if states <= {"done", "planned"}:
            return "done"
        return "part" if states & {"done", "part"} else "new"


@dataclass
class Course:
    tracks: list[tuple[Track, list[ModuleView]]]
    next: UnitView | None = None
    latest_failing: UnitView | None = None
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def begun(self) -> bool:
        """Whether this reader has read or tried anything yet."""
        return any(module.state in ("part", "done") for module in self.modules)

    @property
    def modules(self) -> list[ModuleView]:
        return [module for _, modules in self.tracks for module in modules]


def units_of(
    module: Module, read: dict[str, set[str]], progress: dict[str, ExerciseProgress]
) -> list[UnitView]:
    """The module's units, with the state that follows from what was read and tried."""
    return [
        _unit_view(unit, read.get(unit.id, set()), progress.get(unit.id))
        for unit in outline_of(module)
    ]


def _unit_view(unit: OutlineUnit, read: set[str], progress: ExerciseProgress | None) -> UnitView:
    if unit.planned:
        return UnitView(unit, "planned")
    if unit.kind == "exercise":
        return UnitView(unit, _exercise_state(progress), progress)
    unread = [
        (number, section["anchor"], section["title"])
        for number, section in enumerate(unit.sections, 1)
        if section["anchor"] not in read
    ]
    if not unread:
        return UnitView(unit, "done")
    return UnitView(unit, "part" if len(unread) < len(unit.sections) else "new", None, unread[0])


def _exercise_state(progress: ExerciseProgress | None) -> UnitState:
    return "new" if progress is None else "done" if progress.passed else "part"


def units_for(
    user: User | AnonymousUser, module: Module
) -> tuple[list[UnitView], dict[str, set[str]]]:
    """The module's units as this reader sees them, and the anchors they read of each."""
    if not isinstance(user, User):
        return units_of(module, {}, {}), {}
    read = sections_read(user, module)
    return units_of(module, read, exercise_progress(user, module)), read


def course_for(user: User | AnonymousUser) -> Course:
    """The whole course; the same number of queries however long it is."""
    read = sections_read(user) if isinstance(user, User) else {}
    progress = exercise_progress(user) if isinstance(user, User) else {}
    requires: dict[int, list[int]] = defaultdict(list)
    for upper, lower in _edges():
        requires[upper].append(lower)
    views: dict[str, list[ModuleView]] = defaultdict(list)
    for module in Module.objects.with_notation():
        units = units_of(module, read, progress)
        if units:  # one without is out of the curriculum, kept for its history
            views[module.track_id].append(ModuleView(module, units, requires[module.number]))
    course = Course([(track, views[track.id]) for track in Track.objects.all()])
    course.counts = _counts(course)
    _find_next(course, user)
    return course


def _edges() -> list[tuple[int, int]]:
    return list(
        Module.requires.through.objects.order_by(
            "from_module__number", "to_module__number"
        ).values_list("from_module__number", "to_module__number")
    )


def _counts(course: Course) -> dict[str, int]:
    units = [unit for module in course.modules for unit in module.units]
    exercises = [unit for unit in units if unit.kind == "exercise"]
    return {
        "modules": len(course.modules),
        "hours": round(sum(module.module.hours for module in course.modules)),
        "lessons": len(units) - len(exercises),
        "exercises": len(exercises),
        "open_lessons": sum(unit.kind == "lesson" and unit.state != "planned" for unit in units),
        "open_exercises": sum(unit.state != "planned" for unit in exercises),
    }


def _find_next(course: Course, user: User | AnonymousUser) -> None:
    """The lesson begun last, else the first open unit after it, else the first open unit of the
    course.
    """
    written = [
        (module, unit)
        for module in course.modules
        for unit in module.units
        if unit.state != "planned"
    ]
    last = latest_lesson(user) if isinstance(user, User) else None
    attempt = latest_attempt(user) if isinstance(user, User) else None
    start = next((place for place, (_, unit) in enumerate(written) if unit.unit.id == last), 0)
    if last is None:
        start = next((place for place, (_, unit) in enumerate(written) if unit.kind == "lesson"), 0)
    for module, unit in written[start:] + written[:start]:
        if unit.state != "done":
            course.next, module.here = unit, True
            break
    tried = next(
        (unit for _, unit in written if attempt and unit.unit.id == attempt.exercise_id), None
    )
    if tried and tried.state == "part" and tried is not course.next:
        course.latest_failing = tried
