"""`manage.py verify [EXERCISE …]`: prove exercises sound, in the real sandbox, without a server."""

import contextlib
import json
import sys
from pathlib import Path
from typing import Any, TextIO

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.content.source import ContentError, Curriculum, read_curriculum
from apps.grading.management.commands.grade import find_exercise
from apps.grading.verify import Progress, Report, table, verify
from apps.sandbox.engine import Engine, GraderFault
from apps.sandbox.exercise import Exercise, ExerciseError

NOT_SOUND, NOT_VERIFIED = 1, 3
BAR = 30


class Command(BaseCommand):
    help = (
        "Prove exercises sound (ids or paths of folders; without any, the whole curriculum). "
        "Exits 0 when all are, 1 when one is not, 3 when the grader could not work."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("exercise", nargs="*")
        parser.add_argument("--json", action="store_true", help="print reports as JSON")
        parser.add_argument("--at-once", type=int, help="runs at once (default: one a core)")

    def handle(self, *args: Any, **options: Any) -> None:
        root = Path(settings.BASE_DIR) / "curriculum"
        try:
            exercises = _find(options["exercise"], root)
            reports = _verified(exercises, read_curriculum(root), options["at_once"])
        except (ExerciseError, ContentError, GraderFault, OSError) as error:
            raise CommandError(str(error), returncode=NOT_VERIFIED) from None
        if options["json"]:
            self.stdout.write(json.dumps([report.as_dict() for report in reports], indent=1))
        else:
            self.stdout.write("\n".join(table(reports)))
        if not all(report.sound for report in reports):
            sys.exit(NOT_SOUND)


def _verified(
    exercises: list[Exercise], curriculum: Curriculum, at_once: int | None
) -> list[Report]:
    with contextlib.ExitStack() as stack:
        engines = {
            runtime: stack.enter_context(Engine(runtime))
            for runtime in sorted({exercise.runtime for exercise in exercises})
        }
        bar = _Bar(sys.stderr)
        return verify(exercises, curriculum, engines, at_once=at_once, on_progress=bar)


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
