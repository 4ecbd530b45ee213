import re
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import environ
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from apps.ops import data_dir, listening, processes, torch_setup
from apps.ops.listening import CannotListen
from apps.ops.management.commands.prepare import CURRICULUM_REFUSED
from apps.ops.postgres import PostgresError
from apps.ops.services import WORKERS, Site
from apps.ops.signals import Signals
from apps.ops.supervisor import Service, Supervisor

GRADED_AT_ONCE = {"numpy": 2, "torch": 1}


class Command(BaseCommand):
    help = "Run the whole site in this terminal until Ctrl-C: what `make run` does."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        self.signals = Signals()
        self.supervisor = Supervisor(self.signals, self.say)
        self.site = Site(settings.BASE_DIR, settings.DATA_DIR)
        host = environ.Env().str("HOST", "127.0.0.1")
        try:
            self.lock = data_dir.claim(settings.DATA_DIR, settings.SITE_URL)
            self.listener = listening.listen(host, settings.PORT)
            data_dir.share(settings.DATA_DIR)
            processes.check([settings.BASE_DIR, settings.DATA_DIR])
        except (data_dir.InUse, CannotListen, processes.CannotStart) as error:
            raise CommandError(str(error)) from error
        try:
            self.run()
        finally:
            self.stop()
        if self.supervisor.broken:
            raise CommandError(f"Stopped, since a part kept failing: see {settings.DATA_DIR}/log.")

    def run(self) -> None:
        if settings.EMBEDDED_DATABASE:
            self.start_database()
        self.prepare()
        if self.signals.asked:
            return
        self.supervisor.add(self.site.sweeper())
        self.supervisor.add(self.site.grader("numpy", GRADED_AT_ONCE["numpy"]))
        self.supervisor.add(self.site.web(self.listener.fileno()))
        self.start_torch()
        accounts = self.demo_accounts()
        announced = False
        while not self.signals.asked and not self.supervisor.broken:
            self.supervisor.watch()
            if not announced and listening.answers(self.listener, settings.SITE_URL):
                self.announce(accounts)
                announced = True
                self.supervisor.add(self.site.worker())  # no page waits for it
            self.signals.sleep(1.0 if announced else 0.1)

    def start_database(self) -> None:
        self.say("Starting PostgreSQL")
        try:
            self.supervisor.add(self.site.database())
        except PostgresError as error:
            raise CommandError(str(error)) from error

    def prepare(self) -> None:
        self.say("Bringing the database and the curriculum up to date")
        log = self.site.log("prepare")
        status = self.supervisor.finish(self.site.start("prepare", "manage.py", "prepare"))
        if status == 0 or self.signals.asked:
            return
        why = last_error(log.read_text(errors="replace"))
        if status != CURRICULUM_REFUSED:
            raise CommandError(f"The database could not be prepared: {why} (all of it: {log})")
        self.say(f"{why}\nThe site goes on with the course that it had.")

    def start_torch(self) -> None:
        """Starts the torch grader, after installing torch beside the running site where needed."""
        if not settings.TORCH:
            torch_setup.write_state(settings.DATA_DIR, "off", "TORCH=0")
        elif torch_setup.is_installed(Path(sys.executable)):
            self.torch_ended(0)
        else:
            self.say(
                "Installing torch in the background; pages and NumPy exercises do not wait for it"
            )
            argv = [sys.executable, "-m", "apps.ops.torch_setup", str(settings.DATA_DIR)]
            launch = lambda: processes.start_as_we_are(argv, cwd=settings.BASE_DIR)  # noqa: E731
            self.supervisor.add(Service("torch", launch, WORKERS, on_end=self.torch_ended))

    def torch_ended(self, status: int) -> None:
        if status == 0 and not self.signals.asked:
            torch_setup.write_state(settings.DATA_DIR, "ready")
            self.supervisor.add(self.site.grader("torch", GRADED_AT_ONCE["torch"]))

    def demo_accounts(self) -> str:
        """The names and passwords to show; made on the embedded database only."""
        if not settings.EMBEDDED_DATABASE:
            return ""
        call_command("make_demo_users", stdout=(shown := StringIO()))
        connection.close()
        return shown.getvalue()

    def announce(self, accounts: str) -> None:
        self.say(f"\nRetooled is at {settings.SITE_URL}")
        if accounts:
            self.say(f"Sign in as one of these (kept in {settings.DATA_DIR}/demo-accounts.txt):")
            self.say("".join(f"  {line}\n" for line in accounts.splitlines()).rstrip())
        self.say(f"Logs are in {settings.DATA_DIR}/log. Ctrl-C stops everything.\n")

    def stop(self) -> None:
        self.say("Stopping")
        self.listener.close()
        self.supervisor.stop()
        self.say("Stopped")

    def say(self, text: str) -> None:
        """Prints a line; a terminal that has gone away is no reason to fall over."""
        try:
            self.stdout.write(text)
            self.stdout.flush()
        except OSError:
            pass


def last_error(log: str) -> str:
    """The line that names the error: what a traceback ends with may be followed by its details."""
    named = re.findall(r"^[\w.]+: .*", log, re.MULTILINE)
    return named[-1] if named else log.strip().rpartition("\n")[2]
