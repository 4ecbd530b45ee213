"""The real filesystem broker in a folder of a test's own, and what lies in it."""

import base64
import json
from collections.abc import Iterator
from pathlib import Path

from django.conf import LazySettings

from apps.celery import app
from apps.lib.embedded import queue_transport


class Queue:
    def __init__(self, settings: LazySettings, folder: Path) -> None:
        options = queue_transport(folder)
        settings.CELERY_BROKER_TRANSPORT_OPTIONS = options
        app.conf.broker_transport_options = options
        app._pool = None
        app.amqp._producer_pool = None
        self.folder = Path(options["data_folder_in"])

    def messages(self) -> Iterator[tuple[str, list[int]]]:
        """(queue, arguments) of each message, in the order they were sent."""
        for path in sorted(self.folder.glob("*.msg"), key=lambda path: path.stat().st_mtime_ns):
            message = json.loads(path.read_text())
            arguments = json.loads(base64.b64decode(message["body"]))[0]
            yield message["properties"]["delivery_info"]["routing_key"], arguments

    def sent(self) -> list[int]:
        """The runs that messages point at."""
        return [run for _, (run,) in self.messages()]

    def clear(self) -> None:
        for path in self.folder.glob("*.msg"):
            path.unlink()
