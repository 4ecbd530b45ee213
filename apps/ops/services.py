"""The processes of `make run`: how each is started, and in which order they stop."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from apps.ops import postgres, processes
from apps.ops.supervisor import Service

WEB, WORKERS, SWEEPER, DATABASE = range(4)  # ranks: the order of stopping


@dataclass(frozen=True)
class Site:
    """Where a site lives and what its processes may touch."""

    checkout: Path
    data_dir: Path

    def start(
        self, name: str, *words: str, pass_fds: tuple[int, ...] = ()
    ) -> subprocess.Popen[bytes]:
        """A Python process of ours, its output in DATA_DIR/log/<name>.log."""
        queue = self.data_dir / "queue"
        return processes.start(
            [sys.executable, *words],
            log=self.log(name),
            readable=[self.checkout, self.data_dir],
            writable=[queue] if queue.exists() else [],
            cwd=self.checkout,
            pass_fds=pass_fds,
        )

    def log(self, name: str) -> Path:
        return self.data_dir / "log" / f"{name}.log"

    def database(self) -> Service:
        server = postgres.Postgres(self.data_dir)
        return Service(
            "postgres",
            server.start,
            DATABASE,
            essential=True,
            stop_signal=postgres.FAST_SHUTDOWN,
            grace=postgres.STOP_SECONDS,
        )

    def web(self, socket: int) -> Service:
        """gunicorn on a socket that is listening already: a restart loses no connection."""
        words = [
            "-m",
            "gunicorn",
            "--config",
            "python:apps.ops.gunicorn",
            "--bind",
            f"fd://{socket}",
        ]
        launch = lambda: self.start("web", *words, pass_fds=(socket,))  # noqa: E731
        return Service("web", launch, WEB, essential=True)

    def grader(self, runtime: str, concurrency: int) -> Service:
        name = f"grader-{runtime}"
        words = ["manage.py", "grader", runtime, f"--concurrency={concurrency}"]
        return Service(name, lambda: self.start(name, *words), WORKERS)

    def worker(self) -> Service:
        return Service("worker", lambda: self.start("worker", "manage.py", "worker"), WORKERS)

    def sweeper(self) -> Service:
        return Service("sweeper", lambda: self.start("sweeper", "manage.py", "sweeper"), SWEEPER)
