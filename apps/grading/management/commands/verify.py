"""`manage.py verify [EXERCISE …]`: prove exercises sound, in the real sandbox, without a server."""

import contextlib
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TextIO

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.content.source import ContentError, Curriculum, ExerciseSource, read_curriculum
from apps.grading.management.commands.grade import find_exercise
from apps.grading.verify import Progress, Report, proven, table, verify
from apps.sandbox.engine import Engine, GraderFault
from apps.sandbox.exercise import Exercise, ExerciseError

NOT_SOUND, NOT_VERIFIED = 1, 3
BAR = 30


class Command(BaseCommand):
    help = (
        "Prove exercises sound (ids or paths of folders; without any, the whole curriculum). What "
        "is recorded in curriculum/verified.json and has not changed since is not run again. "
        "Exits 0 when all are sound, 1 when one is not, 3 when the grader could not work."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("exercise", nargs="*")
        parser.add_argument("--json", action="store_true", help="print reports as JSON")
        parser.add_argument("--at-once", type=int, help="runs at once (default: one a core)")
        parser.add_argument("--again", action="store_true", help="run what is unchanged as well")
        parser.add_argument(
            "--quick",
            action="store_true",
            help="reference, starter and each mutant once, short training; nothing is recorded",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        root = Path(settings.BASE_DIR) / "curriculum"
        try:
            reports = _reports(root, options)
        except (ExerciseError, ContentError, GraderFault, OSError) as error:
            raise CommandError(str(error), returncode=NOT_VERIFIED) from None
        if options["json"]:
            self.stdout.write(json.dumps([report.as_dict() for report in reports], indent=1))
        else:
            self.stdout.write("\n".join(table(reports)))
        if not all(report.sound for report in reports):
            sys.exit(NOT_SOUND)


def _reports(root: Path, options: dict[str, Any]) -> list[Report]:
    """A report an exercise, in order: of its runs now, or as it was recorded."""
    exercises = _find(options["exercise"], root)
    curriculum = read_curriculum(root)
    quick, entries = options["quick"], proven.read(root)
    recorded: dict[str, Report] = {}
    for exercise in exercises:
        known = None if quick or options["again"] else proven.unchanged(exercise, entries)
        recorded |= {exercise.id: known} if known else {}
    own = {e.parsed.id: e.parsed for e in _exercises_of(curriculum)}

    def keep(report: Report) -> None:
        found = next(exercise for exercise in exercises if exercise.id == report.exercise)
        if not quick and own.get(found.id, found).digest == found.digest and found.id in own:
            proven.keep(root, own, [report])

    waiting = [exercise for exercise in exercises if exercise.id not in recorded]
    made = _verified(waiting, curriculum, options, keep)
    found = recorded | {report.exercise: report for report in made}
    return [found[exercise.id] for exercise in exercises]


def _exercises_of(curriculum: Curriculum) -> Iterator[ExerciseSource]:
    for module in curriculum.modules:
        for part in module.parts:
            if part.exercise:
                yield part.exercise


def _verified(
    exercises: list[Exercise],
    curriculum: Curriculum,
    options: dict[str, Any],
    keep: Callable[[Report], None],
) -> list[Report]:
    with contextlib.ExitStack() as stack:
        engines = {
            runtime: stack.enter_context(Engine(runtime))
            for runtime in sorted({exercise.runtime for exercise in exercises})
        }
        return verify(
            exercises,
            curriculum,
            engines,
            quick=options["quick"],
            at_once=options["at_once"],
            on_progress=_Bar(sys.stderr),
            on_report=keep,
        )


def _find(names: list[str], root: Path) -> list[Exercise]:
    if names:
        return [find_exercise(name, root) for name in names]
    folders = sorted(path.parent for path in root.glob("*/exercises/*/exercise.toml"))
    return [Exercise.from_folder(folder) for folder in folders]


class _Bar:
    """A progress bar on a terminal, and nothing anywhere else."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream if stream.isatty() else None

    def __call__(self, progress: Progress) -> None:
        if self.stream is None:
            return
        filled = BAR * progress.done // progress.total
        bar = "█" * filled + "░" * (BAR - filled)
        ends = progress.done == progress.total
        text = f"\r{bar} {progress.done} of {progress.total} runs  {progress.exercise:<40}"
        self.stream.write("\r\033[K" if ends else text)
        self.stream.flush()
