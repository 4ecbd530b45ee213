"""Loading curriculum/ into the database: all of it or nothing."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from django.db import connection, transaction

from apps.content.models import (
    Exercise,
    ExerciseRevision,
    Lesson,
    LessonRevision,
    Module,
    Notation,
    Track,
)
from apps.content.outline import outline_of, store_outline
from apps.content.rendering import (
    Links,
    exercise_page,
    lesson_sections,
    notation_groups,
    render_lesson,
)
from apps.content.source import (
    ContentError,
    Curriculum,
    ModuleSource,
    Part,
    lesson_id,
    read_curriculum,
)

IMPORT_LOCK = 0x7265746F  # advisory lock: two imports at once would each see half of the other


@dataclass
class ImportReport:
    """What an import changed."""

    new: list[str] = field(default_factory=list)
    rendered_again: list[str] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)
    unchanged: int = 0


def import_curriculum(root: Path) -> ImportReport:
    """Make the database say what the files below `root` say. Raises ContentError, having changed
    nothing.
    """
    curriculum = read_curriculum(root)
    report = ImportReport()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [IMPORT_LOCK])
        _store_modules(curriculum)
        for module in curriculum.modules:
            links = Links(curriculum, module)
            for position, part in enumerate(module.parts):
                _store_part(module, position, part, links, report)
        _retire_others(curriculum, report)
        for id in Module.objects.values_list("id", flat=True):
            store_outline(id)
        _store_notations(curriculum)
    return report


def _store_modules(curriculum: Curriculum) -> None:
    for position, track in enumerate(curriculum.tracks):
        values = {"label": track.label, "title": track.title, "position": position}
        Track.objects.update_or_create(id=track.id, defaults=values)
    stored: dict[str, Module] = {}
    for module in curriculum.modules:
        stored[module.id], _ = Module.objects.update_or_create(
            id=module.id,
            defaults={
                "number": module.number,
                "track_id": module.track,
                "title": module.title,
                "short_title": module.short_title,
                "summary": module.summary,
                "hours": module.hours,
            },
        )
    for module in curriculum.modules:
        stored[module.id].requires.set([stored[id] for id in module.requires])
    for gone in Module.objects.exclude(id__in=stored):
        gone.requires.clear()


def _store_part(
    module: ModuleSource, position: int, part: Part, links: Links, report: ImportReport
) -> None:
    if part.kind == "lesson":
        _store_lesson(module, position, part, links, report)
    else:
        _store_exercise(module, position, part, links, report)


def _store_lesson(
    module: ModuleSource, position: int, part: Part, links: Links, report: ImportReport
) -> None:
    meta = part.lesson.meta if part.lesson else {}
    lesson, _ = Lesson.objects.update_or_create(
        id=lesson_id(module.id, part.id),
        defaults={
            "module_id": module.id,
            "slug": part.id,
            "title": meta.get("title", part.title),
            "position": position,
            "minutes": meta.get("minutes", part.minutes),
            "difficulty": meta.get("difficulty", 1),
            "importance": meta.get("importance", 3),
            "retired": False,
        },
    )
    revision = _lesson_revision(lesson, part, links, report) if part.lesson else None
    _make_current(lesson, revision)


def _lesson_revision(
    lesson: Lesson, part: Part, links: Links, report: ImportReport
) -> LessonRevision:
    source = part.lesson
    assert source is not None
    known = LessonRevision.objects.filter(lesson=lesson, digest=source.digest).first()
    if known and known.rendered_by == links.key:
        report.unchanged += 1
        return known
    rendered = render_lesson(source, links)
    html = {"html": rendered.html, "sections": lesson_sections(rendered), "rendered_by": links.key}
    if known:
        report.rendered_again.append(lesson.id)
        LessonRevision.objects.filter(pk=known.pk).update(**html)
        return known
    report.new.append(lesson.id)
    lead = source.meta.get("lead", "")
    fixed = {
        "digest": source.digest,
        "source": source.source,
        "figures": source.figures,
        "lead": lead,
        "cards": [asdict(card) for card in source.cards],
    }
    return LessonRevision.objects.create(lesson=lesson, **fixed, **html)


def _store_exercise(
    module: ModuleSource, position: int, part: Part, links: Links, report: ImportReport
) -> None:
    written = part.exercise.parsed if part.exercise else None
    exercise, _ = Exercise.objects.update_or_create(
        id=part.id,
        defaults={
            "module_id": module.id,
            "number": (written and written.number) or part.number,
            "title": (written and written.title) or part.title,
            "position": position,
            "minutes": (written and written.minutes) or part.minutes,
            "difficulty": (written and written.difficulty) or 1,
            "importance": (written and written.importance) or 3,
            "runtime": written.runtime if written else "numpy",
            "retired": False,
        },
    )
    revision = _exercise_revision(exercise, part, links, report) if written else None
    _make_current(exercise, revision)


def _exercise_revision(
    exercise: Exercise, part: Part, links: Links, report: ImportReport
) -> ExerciseRevision:
    source = part.exercise
    assert source is not None
    known = ExerciseRevision.objects.filter(exercise=exercise, digest=source.digest).first()
    if known and known.rendered_by == links.key:
        report.unchanged += 1
        return known
    page = {"page": exercise_page(source, links), "rendered_by": links.key}
    if known:
        report.rendered_again.append(exercise.id)
        ExerciseRevision.objects.filter(pk=known.pk).update(**page)
        return known
    report.new.append(exercise.id)
    return ExerciseRevision.objects.create(
        exercise=exercise, digest=source.digest, files=source.files, **page
    )


def _make_current(
    unit: Lesson | Exercise, revision: LessonRevision | ExerciseRevision | None
) -> None:
    if unit.current_id != (revision and revision.pk):
        type(unit).objects.filter(pk=unit.pk).update(current=revision)


def _store_notations(curriculum: Curriculum) -> None:
    """After the outlines, which know where sections are. Rendered each time: it takes no time."""
    with_table = [module for module in curriculum.modules if module.notation]
    for module in with_table:
        units = outline_of(Module.objects.get(id=module.id))
        groups = notation_groups(Links(curriculum, module), units)
        Notation.objects.update_or_create(module_id=module.id, defaults={"groups": groups})
    Notation.objects.exclude(module__in=[module.id for module in with_table]).delete()


def _retire_others(curriculum: Curriculum, report: ImportReport) -> None:
    """Units that the files no longer name stay in the database for their history, off the pages."""
    parts = [(module, part) for module in curriculum.modules for part in module.parts]
    lessons = {lesson_id(module.id, part.id) for module, part in parts if part.kind == "lesson"}
    exercises = {part.id for _, part in parts if part.kind == "exercise"}
    for model, ids in ((Lesson, lessons), (Exercise, exercises)):
        gone = model.objects.exclude(id__in=ids).filter(retired=False)
        report.retired += gone.values_list("id", flat=True)
        gone.update(retired=True)
    _delete_unused_modules({module.id for module in curriculum.modules})


def _delete_unused_modules(ids: Iterable[str]) -> None:
    Module.objects.exclude(id__in=ids).filter(lessons=None, exercises=None).delete()
    Track.objects.filter(modules=None).delete()


__all__ = ["ContentError", "ImportReport", "import_curriculum"]
