"""The real filesystem broker in a folder of a test's own, and what lies in it."""

import json
from pathlib import Path
from typing import Any

from django.conf import LazySettings

from apps.celery import app
from apps.lib.embedded import queue_transport


class Queue:
    def __init__(self, settings: LazySettings, folder: Path) -> None:
        options = queue_transport(folder)
        settings.CELERY_BROKER_TRANSPORT_OPTIONS = options
        self.use(options)
        self.folder = Path(options["data_folder_in"])

    def use(self, options: dict[str, Any]) -> None:
        """Send with these options from now on: connections that were made before are let go."""
        app.conf.broker_transport_options = options
        vars(app)["_pool"] = None
        vars(app.amqp)["_producer_pool"] = None

    def sent(self) -> list[str]:
        """The queue of each message, in the order they were sent."""
        paths = sorted(self.folder.glob("*.msg"), key=lambda path: path.stat().st_mtime_ns)
        messages = [json.loads(path.read_text()) for path in paths]
        return [message["properties"]["delivery_info"]["routing_key"] for message in messages]

    def clear(self) -> None:
        for path in self.folder.glob("*.msg"):
            path.unlink()
