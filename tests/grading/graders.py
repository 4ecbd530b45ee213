"""Real grading processes on the database and the queue of a test."""

import subprocess

from apps.grading.models import Grader
from tests.programs import Programs


class Graders(Programs):
    """Grader processes of one test."""

    def start(
        self, state: str = Grader.State.READY, **environment_changes: str
    ) -> subprocess.Popen[bytes]:
        process = self.launch("grader", "numpy", "--concurrency=1", **environment_changes)
        name = f":{process.pid}"
        self.wait(lambda: Grader.objects.filter(name__endswith=name, state=state).exists())
        return process
