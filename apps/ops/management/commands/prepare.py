from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection

CURRICULUM_REFUSED = 3  # exit status: the database is in order, its course is the one it had


class Command(BaseCommand):
    help = "Bring the database up to date and load the curriculum; safe to run at any time."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            connection.ensure_connection()
        except OperationalError as error:
            raise CommandError(f"The database does not answer: {str(error).strip()}") from error
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        try:
            call_command("import_curriculum", stdout=self.stdout)
        except CommandError as error:
            raise CommandError(str(error), returncode=CURRICULUM_REFUSED) from error
