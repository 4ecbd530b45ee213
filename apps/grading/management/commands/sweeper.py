import logging
import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand
from django.db import Error as DatabaseError
from django.db import connection

from apps.grading.actions import sweep

log = logging.getLogger(__name__)
EVERY = 2.0  # seconds


class Command(BaseCommand):
    help = "Send lost messages again, end runs tried too often; until stopped."

    def handle(self, *args: Any, **options: Any) -> None:
        stopped = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stopped.set())
        while not stopped.wait(EVERY):
            try:
                sweep()
            except DatabaseError as error:
                log.warning("the database did not answer: %s", error)
                connection.close()
