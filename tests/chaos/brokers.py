"""The two kinds of queue, each with what can go wrong in it."""

import os
import random
import shutil
import socket
import subprocess
import uuid
from contextlib import suppress
from pathlib import Path

from kombu import Connection, Queue

from tests.chaos.processes import descendants, kill_tree, line, wait_until

RABBITMQ = Path("/usr/lib/rabbitmq/bin/rabbitmq-server")  # the program itself, not Debian's wrapper


class Files:
    """Messages as files in DATA_DIR/queue."""

    url = ""

    def __init__(self, data_dir: Path) -> None:
        self.folder = data_dir / "queue" / "messages"

    def lose(self, chance: random.Random) -> None:
        """Some of the messages."""
        for path in self.folder.glob("*.msg"):
            if chance.random() < 0.7:
                path.unlink(missing_ok=True)

    def repeat(self, chance: random.Random) -> None:
        """Each message once more."""
        for path in self.folder.glob("*.msg"):
            with suppress(FileNotFoundError):
                shutil.copy(path, path.with_name(f"{uuid.uuid4()}.{path.name}"))

    def kill(self, chance: random.Random) -> None:
        """All of them gone, and the folder away for a moment."""
        away = self.folder.with_name("away")
        self.folder.rename(away)
        away.rename(self.folder)
        for path in self.folder.glob("*.msg"):
            path.unlink(missing_ok=True)

    def stop(self) -> None:
        """Nothing runs."""


class RabbitMQ:
    """A node of our own, with its own name, ports and folders."""

    def __init__(self, data_dir: Path) -> None:
        self.home = data_dir / "rabbitmq"
        self.home.mkdir()
        self.port, self.distribution, self.mapper = free_ports(3)
        self.url = f"amqp://guest:guest@127.0.0.1:{self.port}//"
        self.start()

    def start(self) -> None:
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "ERL_EPMD_PORT": str(self.mapper),
            "ERL_EPMD_ADDRESS": "127.0.0.1",
            "RABBITMQ_NODENAME": "chaos@localhost",
            "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
            "RABBITMQ_NODE_PORT": str(self.port),
            "RABBITMQ_DIST_PORT": str(self.distribution),
            "RABBITMQ_MNESIA_BASE": str(self.home / "mnesia"),
            "RABBITMQ_LOG_BASE": str(self.home / "log"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(self.home / "plugins"),
            "RABBITMQ_CONF_ENV_FILE": str(self.home / "none"),
            "RABBITMQ_CONFIG_FILE": str(self.home / "none"),
        }
        with (self.home / "output.log").open("ab") as log:
            self.process = subprocess.Popen(
                [str(RABBITMQ)], env=environment, cwd=self.home, stdin=subprocess.DEVNULL,
                stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        wait_until(self.answers, "RabbitMQ answers")

    def answers(self) -> bool:
        assert self.process.poll() is None, (self.home / "output.log").read_text()
        try:
            with Connection(self.url, connect_timeout=2) as connection:
                connection.connect()
        except OSError:
            return False
        return True

    def lose(self, chance: random.Random) -> None:
        """All messages that no worker has taken yet."""
        with Connection(self.url) as connection:
            Queue("grading.numpy", channel=connection.channel()).purge()

    def repeat(self, chance: random.Random) -> None:
        """More messages than there is work."""
        from apps.grading.actions import nudge

        for _ in range(10):
            nudge("numpy")

    def kill(self, chance: random.Random) -> None:
        """The node, and a fresh start of it."""
        kill_tree(self.process.pid)
        self.process.wait()
        self.start()

    def stop(self) -> None:
        kill_tree(self.process.pid)
        self.process.wait()
        for process in descendants():
            if "epmd" in line(process):  # Erlang's name server outlives the node it was started for
                kill_tree(process.pid)


def free_ports(count: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [int(listener.getsockname()[1]) for listener in sockets]
    for listener in sockets:
        listener.close()
    return ports
