"""Real grading processes on the database and the queue of a test."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import connection

from apps.grading.models import Grader


class Graders:
    """Grader processes of one test, on its database and its queue."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self.log = (data_dir / "grader.log").open("wb")
        self.processes: list[subprocess.Popen[bytes]] = []

    def start(
        self, state: str = Grader.State.READY, **environment_changes: str
    ) -> subprocess.Popen[bytes]:
        database = connection.settings_dict
        environment = {
            **os.environ,
            "DATA_DIR": str(self.data_dir),
            "DATABASE_URL": f"postgres://{database['USER']}@/{database['HOST']}/{database['NAME']}",
            "SECRET_KEY": "of a test",
            "SITE_URL": "http://localhost",
            **environment_changes,
        }
        process = subprocess.Popen(
            [sys.executable, "manage.py", "grader", "numpy", "--concurrency=1"],
            cwd=settings.BASE_DIR, env=environment, start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log,
        )  # fmt: skip
        self.processes.append(process)
        name = f":{process.pid}"
        self.wait(lambda: Grader.objects.filter(name__endswith=name, state=state).exists())
        return process

    def wait(self, condition: Callable[[], bool], seconds: float = 40) -> None:
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, (self.data_dir / "grader.log").read_text()[-4000:]
            time.sleep(0.05)

    def stop(self) -> None:
        for process in self.processes:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait(10)
        self.log.close()
