"""The real site that the journeys go through: everything `make run` starts."""

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psycopg

from apps.lib import embedded
from tests.ops.site import ROOT, Site

PATIENCE = 120.0  # seconds; other tests keep the machine busy


class Stack(Site):
    """A site with both graders, and what it keeps in its database."""

    def __init__(self, data_dir: Path, port: int) -> None:
        super().__init__(data_dir, port, TORCH="1")

    def wait_until_grading(self, runtime: str = "numpy") -> None:
        deadline = time.monotonic() + PATIENCE
        while self.grader_state(runtime) != "ready":
            assert self.process.poll() is None and time.monotonic() < deadline, self.words()
            time.sleep(0.2)

    def grader_state(self, runtime: str) -> str:
        health: dict[str, Any] = self.health() or {}
        return str(health.get("graders", {}).get(runtime, {}).get("state", "unknown"))

    def password(self, name: str) -> str:
        """Of a demo user."""
        accounts = (self.data_dir / "demo-accounts.txt").read_text().splitlines()
        return dict(line.split() for line in accounts)[name]

    def do(self, code: str) -> str:
        """What a few lines of Python print, run as `manage.py shell` on this site."""
        ran = subprocess.run(
            [sys.executable, "manage.py", "shell", "--no-imports", "--command", code],
            cwd=ROOT, env=self._env(), capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    def runs(self, learner: str) -> list[tuple[str, str, int]]:
        """State, outcome and number of claims of every run of a learner, oldest first."""
        query = """
            select run.state, run.outcome, run.attempts from grading_run run
            join grading_submission submission on submission.id = run.submission_id
            join accounts_user learner on learner.id = submission.user_id
            where learner.username = %s order by run.id
        """
        name = embedded.DATABASE
        folder = str(embedded.socket_dir(self.data_dir))
        with psycopg.connect(host=folder, user=name, dbname=name) as connection:
            return connection.execute(query, [learner]).fetchall()
