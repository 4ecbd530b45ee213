import itertools
import logging
import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand
from django.db import Error as DatabaseError
from django.db import connection

from apps.grading import actions as grading
from apps.mentoring import mails

log = logging.getLogger(__name__)
EVERY = 2.0  # seconds
MAILS_EVERY = 5  # looks


class Command(BaseCommand):
    help = "Send lost messages again, end runs tried too often; until stopped."

    def handle(self, *args: Any, **options: Any) -> None:
        stopped = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stopped.set())
        for look in itertools.count():
            if stopped.wait(EVERY):
                return
            try:
                grading.sweep()
                if look % MAILS_EVERY == 0:
                    mails.sweep()
            except DatabaseError as error:
                log.warning("the database did not answer: %s", error)
                connection.close()
