import logging
import signal
import sys
import threading
import time
from typing import Any

from celery.signals import worker_shutting_down
from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import Error as DatabaseError
from django.db import connection

from apps.celery import work_off
from apps.grading.actions import report_grader
from apps.grading.grader import engine, health, process_name
from apps.grading.models import Grader
from apps.sandbox.probe import Probe, probe

log = logging.getLogger(__name__)
PROBE_AGAIN = 15.0  # seconds between looks at a machine whose isolation is missing
REPORT_EVERY = 5.0  # seconds; also between canaries of a grader that fails


class Command(BaseCommand):
    help = "Grade submissions of one runtime, once the sandbox has been shown to hold."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("runtime", choices=settings.GRADING_RUNTIMES)
        parser.add_argument("--concurrency", type=int, default=2, help="submissions graded at once")

    def handle(self, *args: Any, runtime: str, concurrency: int, **options: Any) -> None:
        settings.GRADER_RUNTIME = runtime
        self.name, self.runtime, self.slots = process_name(runtime), runtime, concurrency
        for number in (signal.SIGINT, signal.SIGTERM):  # until Celery puts its own handlers there
            signal.signal(number, lambda *_: sys.exit(0))
        self.wait_for_isolation()
        self.look_until_well()
        worker_shutting_down.connect(self.stop)
        threading.Thread(target=self.look_after, daemon=True).start()
        log.info("grading %s, %s at once", runtime, concurrency)
        try:
            work_off(f"grading.{runtime}", runtime, concurrency)
        finally:
            health.stop()

    def stop(self, **_: Any) -> None:
        """Celery begins to end: threads that wait for better health are let go."""
        health.stop()

    def wait_for_isolation(self) -> None:
        """Refuse to grade, saying why, until the walls stand."""
        while True:
            self.report(Grader.State.STARTING)
            found = probe(self.runtime)
            if found.ok:
                return
            why = explain(found)
            log.error("not grading %s: %s", self.runtime, why)
            self.report(Grader.State.REFUSING, why)
            time.sleep(PROBE_AGAIN)

    def look_until_well(self) -> None:
        """Take nothing before the canary has passed once."""
        while True:
            health.look(engine().canary)
            self.report_health()
            if not health.failing:
                return
            time.sleep(REPORT_EVERY)

    def look_after(self) -> None:
        """In a thread of its own, from the first message to the last."""
        while not health.stopping:
            if health.needs_a_look():
                health.look(engine().canary)
            self.report_health()
            health.sleep(REPORT_EVERY)

    def report_health(self) -> None:
        if health.failing:
            self.report(Grader.State.FAILING, health.failing)
        else:
            self.report(Grader.State.READY)

    def report(self, state: str, detail: str = "") -> None:
        try:
            report_grader(self.name, self.runtime, state, detail, self.slots)
        except DatabaseError as error:
            log.warning("could not report: %s", error)
            connection.close()


def explain(found: Probe) -> str:
    return " ".join(
        f"{finding.name}: {finding.detail}. {finding.remedy}"
        for finding in found.findings
        if not finding.ok
    )
