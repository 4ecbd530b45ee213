"""A whole site in a process of its own, for tests: `manage.py serve` and all it starts."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psutil

from apps.sandbox.unprivileged import argv_unprivileged
from tests.embedded import FOR_SERVERS

ROOT = Path(__file__).parents[2]
IS_ROOT = os.geteuid() == 0
PATIENCE = 60.0  # seconds


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def below_a_private_directory(command: list[str], private: Path) -> list[str]:
    """`command`, run (as root) in a checkout that lies where only root may enter."""
    checkout = private / "checkout"
    checkout.mkdir(parents=True, exist_ok=True)
    private.chmod(0o700)
    script = f"mount --bind '{ROOT}' '{checkout}' && cd '{checkout}' && exec \"$@\""
    return ["unshare", "--mount", "sh", "-c", script, "sh", *command]


class Site:
    """One start of a site on a DATA_DIR, with `settings` in its environment. Its words are in
    `output`.
    """

    def __init__(
        self,
        data_dir: Path,
        port: int,
        *,
        ordinary: bool = False,
        deaf_to_sigint: bool = False,
        **settings: str,
    ) -> None:
        self.data_dir, self.port, self.settings = data_dir, port, {"TORCH": "0"} | settings
        self.output = data_dir.with_name(f"{data_dir.name}-{time.monotonic_ns()}.txt")
        python = str(Path(sys.prefix, "bin", "python").relative_to(ROOT))
        command = [python, "manage.py", "serve"]
        if ordinary and IS_ROOT:
            data_dir.mkdir(exist_ok=True)
            command = [sys.executable, "manage.py", "serve"]
            command = argv_unprivileged(command, readable=[ROOT], writable=[data_dir])
        elif IS_ROOT:
            command = below_a_private_directory(command, data_dir.with_name("private"))
        if deaf_to_sigint:
            command = ["sh", "-c", 'trap "" INT; exec "$@"', "sh", *command]
        with self.output.open("w") as output:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=self._env(), stdout=output, stderr=output
            )

    def _env(self) -> dict[str, str]:
        env = {name: value for name, value in os.environ.items() if name not in FOR_SERVERS}
        return env | {"DATA_DIR": str(self.data_dir), "PORT": str(self.port)} | self.settings

    @property
    def url(self) -> str:
        return self.settings.get("SITE_URL", f"http://localhost:{self.port}")

    def words(self) -> str:
        return self.output.read_text()

    def health(self) -> dict[str, object] | None:
        """What /healthz says; None where pages cannot be served."""
        try:
            with urlopen(f"http://localhost:{self.port}/healthz", timeout=10) as answer:
                body: dict[str, object] = json.load(answer)
                return body
        except (URLError, OSError):
            return None

    def wait_until_announced(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while f"Retooled is at {self.url}" not in self.words():
            assert self.process.poll() is None and time.monotonic() < deadline, self.words()
            time.sleep(0.1)

    def family(self) -> list[psutil.Process]:
        """The supervisor and everything below it."""
        supervisor = psutil.Process(self.process.pid)
        return [supervisor, *supervisor.children(recursive=True)]

    def find(self, *words: str) -> psutil.Process:
        """The oldest process of the family with these words on its command line, once it is up."""
        deadline = time.monotonic() + PATIENCE
        while True:
            for process in self.family():
                with suppress(psutil.NoSuchProcess):
                    line = " ".join(process.cmdline())
                    if "unprivileged.py" not in line and all(word in line for word in words):
                        return process
            assert time.monotonic() < deadline, words
            time.sleep(0.1)

    def end(self, number: signal.Signals) -> tuple[int, list[psutil.Process]]:
        """Sends a signal to the supervisor. Its status, and what was left of its family."""
        family = self.family()
        self.process.send_signal(number)
        status = self.process.wait(PATIENCE)
        return status, psutil.wait_procs(family, timeout=15)[1]
