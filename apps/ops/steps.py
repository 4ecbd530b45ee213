"""Steps of setting up: run a program with progress shown, and only when what it reads has changed.

Only the standard library is used here, since nothing is installed yet.
"""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

from apps.ops.lifetime import die_with_parent

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / ".build"
LOG = BUILD / "setup.log"


class Failure(Exception):
    """Setting up cannot go on; the message is the one line for the terminal."""


def digest(paths: Iterable[Path], *more: str) -> str:
    """One value for the names and contents of files (all below a folder) and some words."""
    total = hashlib.sha256("\0".join(more).encode())
    for path in sorted(file for given in paths for file in _files(given)):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        total.update(f"\0{path.relative_to(ROOT)}\0{content}".encode())
    return total.hexdigest()


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        return [file for file in path.rglob("*") if file.is_file()]
    return [path] if path.exists() else []


def once(
    title: str,
    stamp: Path,
    inputs: str,
    action: Callable[[Progress], None],
    *,
    live: bool = True,
) -> None:
    """Does `action`, unless `stamp`, kept with what it makes, says it was done for `inputs`."""
    if stamp.exists() and stamp.read_text() == inputs:
        return
    with Progress(title, live=live) as progress:
        stamp.unlink(missing_ok=True)
        action(progress)
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.write_text(inputs)


class Progress:
    """A line in the terminal about a step: how long it took and, if `live`, what it is at."""

    def __init__(self, title: str, *, live: bool = True) -> None:
        self.title = title
        self.tty = live and sys.stdout.isatty()

    def __enter__(self) -> Progress:
        self.started = time.monotonic()
        print(f"- {self.title} ...", end="" if self.tty else "\n", flush=True)
        return self

    def __exit__(self, fault: object, *_: object) -> None:
        if self.tty:
            print("\r\033[K", end="")
        if fault is None:
            print(f"- {self.title}: {time.monotonic() - self.started:.1f} s", flush=True)

    def detail(self, text: str) -> None:
        if self.tty and text.strip():
            print(f"\r\033[K- {self.title}: {text.strip()[:60]}", end="", flush=True)


def run(
    argv: Sequence[str | Path],
    progress: Progress,
    *,
    env: Mapping[str, str] | None = None,
    on_line: Callable[[str], None] | None = None,
) -> None:
    """Runs a program in the checkout, its output kept in .build/setup.log. Raises Failure.

    An interruption ends the program and all that it started.
    """
    BUILD.mkdir(exist_ok=True)
    last = ""
    with LOG.open("a") as log:
        log.write(f"$ {' '.join(map(str, argv))}\n")
        child = _spawn(argv, env)
        try:
            assert child.stdout is not None
            for line in child.stdout:
                log.write(line)
                progress.detail(line)
                if on_line is not None:
                    on_line(line)
                last = _better(last, line.strip())
            status = child.wait()
        except BaseException:
            os.killpg(child.pid, signal.SIGTERM)
            child.wait()
            raise
    if status != 0:
        raise Failure(
            f"{progress.title} failed: {last or status} (all of it: {LOG.relative_to(ROOT)})"
        )


def _spawn(argv: Sequence[str | Path], env: Mapping[str, str] | None) -> subprocess.Popen[str]:
    try:
        return subprocess.Popen(
            argv,
            cwd=ROOT,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
            preexec_fn=partial(die_with_parent, os.getpid()) if sys.platform == "linux" else None,
        )
    except OSError as error:
        raise Failure(f"{argv[0]} cannot be run: {error.strerror}") from error


def _better(last: str, line: str) -> str:
    """The line that tells most about a failure: the latest that says error, else the latest."""

    def is_error(text: str) -> bool:
        return text.lower().startswith(("error", "npm error code", "e:"))

    return line if line and (is_error(line) or not is_error(last)) else last
