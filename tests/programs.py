"""Programs of ours that a test starts, on its database and in a DATA_DIR of its own."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import connection


class Programs:
    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self.log = (data_dir / "programs.log").open("wb")
        self.processes: list[subprocess.Popen[bytes]] = []

    def launch(self, *words: str, **environment_changes: str) -> subprocess.Popen[bytes]:
        """`manage.py` with these words."""
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
            [sys.executable, "manage.py", *words],
            cwd=settings.BASE_DIR, env=environment, start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log,
        )  # fmt: skip
        self.processes.append(process)
        return process

    def words(self) -> str:
        """What they have said."""
        return (self.data_dir / "programs.log").read_text()

    def wait(self, condition: Callable[[], bool], seconds: float = 40) -> None:
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, self.words()[-4000:]
            time.sleep(0.05)

    def stop(self) -> None:
        for process in self.processes:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait(10)
        self.log.close()
