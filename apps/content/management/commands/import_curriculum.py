from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.content.actions import ContentError, import_curriculum


class Command(BaseCommand):
    help = "Load the files of curriculum/ into the database: all of them, or none and the reason."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=settings.CURRICULUM_DIR)

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            report = import_curriculum(folder)
        except ContentError as error:
            raise CommandError(f"Nothing was loaded. {error}") from error
        for ids, did in (
            (report.new, "new"),
            (report.rendered_again, "rendered again"),
            (report.retired, "retired"),
        ):
            if ids:
                self.stdout.write(f"{did}: {', '.join(ids)}")
        self.stdout.write(f"unchanged: {report.unchanged}")
