import logging
import signal
import sys
import threading
from typing import Any

from celery.signals import worker_shutting_down
from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import Error as DatabaseError
from django.db import close_old_connections

from apps.celery import app, work_off
from apps.lib import heartbeat

log = logging.getLogger(__name__)
POLL = 0.5  # seconds between looks at a queue of files: nobody waits for what is in this one


class Command(BaseCommand):
    help = "Do what no page waits for, such as sending mail."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--concurrency", type=int, default=2, help="tasks at once")

    def handle(self, *args: Any, concurrency: int, **options: Any) -> None:
        for number in (signal.SIGINT, signal.SIGTERM):  # until Celery puts its own handlers there
            signal.signal(number, lambda *_: sys.exit(0))
        self.stopping = threading.Event()
        worker_shutting_down.connect(self.stop)
        threading.Thread(target=self.live, daemon=True).start()
        if settings.EMBEDDED_BROKER:
            app.conf.broker_transport_options["polling_interval"] = POLL
        work_off("work", "worker", concurrency)

    def stop(self, **_: Any) -> None:
        self.stopping.set()

    def live(self) -> None:
        """In a thread of its own, from the first message to the last."""
        while not self.stopping.is_set():
            try:
                close_old_connections()
                heartbeat.beat("worker")
            except DatabaseError as error:
                log.warning("could not say that it lives: %s", error)
            self.stopping.wait(heartbeat.EVERY)
