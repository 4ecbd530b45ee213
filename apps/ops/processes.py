"""Child processes that never outlive us, and run as nobody where we are root."""

import os
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

from apps.ops.lifetime import die_with_parent
from apps.sandbox.unprivileged import GID, UID, argv_unprivileged

LOG_LIMIT = 10_000_000  # bytes


class CannotStart(Exception):
    """Our processes could not run as they should; the message is one line."""


def start(
    argv: Sequence[str],
    *,
    log: Path,
    readable: Iterable[Path] = (),
    writable: Iterable[Path] = (),
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    death_signal: str = "KILL",
    pass_fds: Iterable[int] = (),
) -> subprocess.Popen[bytes]:
    """Starts a program in a session of its own, its output appended to `log`.

    It may read and write what is named, and gets `death_signal` when we die, by whatever means.
    Call this from the main thread: what counts is the death of the thread that started it.
    """
    writable = list(writable)
    for path in writable:
        give(path)
    if sys.platform == "linux":
        options = {"readable": readable, "writable": writable}
        argv = argv_unprivileged(argv, death_signal=death_signal, **options)
    log.parent.mkdir(parents=True, exist_ok=True)
    _put_aside(log)
    with log.open("ab") as output:
        return subprocess.Popen(
            argv,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env=env,
            cwd=cwd,
            start_new_session=True,
            pass_fds=tuple(pass_fds),
        )


def _put_aside(log: Path) -> None:
    if log.exists() and log.stat().st_size > LOG_LIMIT:
        log.replace(log.with_name(f"{log.name}.1"))


def start_as_we_are(argv: Sequence[str], *, cwd: Path) -> subprocess.Popen[bytes]:
    """Starts a program that keeps our user and our terminal; it is killed when we die."""
    dies_with_us = partial(die_with_parent, os.getpid()) if sys.platform == "linux" else None
    return subprocess.Popen(
        argv, stdin=subprocess.DEVNULL, cwd=cwd, start_new_session=True, preexec_fn=dies_with_us
    )


def check(readable: Iterable[Path]) -> None:
    """Sees whether programs can be started at all with these paths. Raises CannotStart."""
    if sys.platform != "linux":
        return
    argv = argv_unprivileged(["true"], readable=readable)
    tried = subprocess.run(argv, capture_output=True, text=True, check=False)
    if tried.returncode != 0:
        raise CannotStart(tried.stderr.strip())


def give(path: Path) -> None:
    """As root, makes `path` and all below it the property of the user our services run as."""
    if os.geteuid() != 0 or path.stat().st_uid == UID:
        return
    if path.is_dir():
        for _, folders, files, descriptor in os.fwalk(path):
            for name in (*folders, *files):
                os.chown(name, UID, GID, dir_fd=descriptor, follow_symlinks=False)
    os.chown(path, UID, GID)


def runs(pid: int, argument: str) -> bool:
    """Whether process `pid` is there and was started with `argument` on its command line."""
    try:
        return os.fsencode(argument) in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
