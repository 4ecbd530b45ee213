"""`manage.py check_curriculum [FOLDER]`: what does not fit together in the course."""

import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.content.check import check
from apps.content.source import ContentError


class Command(BaseCommand):
    help = (
        "Find broken links and anchors, concepts that are not taught or taught too late, orphans, "
        "formulas that cannot be set, images without text, minutes that do not add up and symbols "
        "without a row. Exits 1 when something has to be mended; what only waits for planned units "
        "is named and is no fault."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=settings.CURRICULUM_DIR)

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            found = list(check(folder))
        except ContentError as error:
            raise CommandError(str(error)) from None
        faults = [finding for finding in found if not finding.planned]
        for finding in sorted(found, key=lambda finding: not finding.planned):
            self.stdout.write(finding.told(folder.parent))
        waiting = len(found) - len(faults)
        self.stdout.write(f"{len(faults)} to mend, {waiting} waiting for planned units")
        if faults:
            sys.exit(1)
