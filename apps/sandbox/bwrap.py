"""The command line of bubblewrap: an empty environment and read-only files, nothing else."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from apps.sandbox.inside.walls import SCRATCH
from apps.sandbox.runtime import PACKAGE
from apps.sandbox.unprivileged import argv_unprivileged, interpreter_paths

ROOT = "/retooled"
_SYSTEM = ("/usr/lib", "/usr/lib64", "/lib", "/lib64")
_OPTIONAL = ("/etc/ld.so.cache", "/sys/devices/system/cpu")
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def find() -> str | None:
    return shutil.which("bwrap")


def python_paths() -> list[Path]:
    """Directories the interpreter lives in, without those that lie in another of them."""
    paths = set()
    for path in interpreter_paths():
        while True:
            paths.add(path if path.is_dir() else path.parent.parent)
            if not path.is_symlink():
                break
            path = path.parent / os.readlink(path)
    return [path for path in sorted(paths) if not any(p in paths for p in path.parents)]


def _tmp() -> list[str]:
    """/tmp leads to the scratch directory, unless Python itself lives below /tmp."""
    taken = any(Path("/tmp") in path.parents for path in python_paths())
    return [] if taken else ["--symlink", SCRATCH.lstrip("/"), "/tmp"]


def _system_binds() -> list[str]:
    words: list[str] = []
    for place in _SYSTEM:
        if os.path.islink(place):
            words += ["--symlink", os.readlink(place), place]
        elif os.path.isdir(place):
            words += ["--ro-bind", place, place]
    for place in _OPTIONAL:
        words += ["--ro-bind-try", place, place]
    return words


def _environment(hash_seed: int | None) -> list[str]:
    values = dict.fromkeys(_THREADS, "1") | {
        "PATH": "/usr/bin:/bin",
        "HOME": SCRATCH,
        "TMPDIR": SCRATCH,
        "LANG": "C.UTF-8",
        "PYTHONPATH": ROOT,
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "random" if hash_seed is None else str(hash_seed),
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "KMP_INIT_AT_FORK": "FALSE",
        # Else each thread reserves 64 MiB of the address space that a run may have.
        "MALLOC_ARENA_MAX": "1",
    }
    return [word for item in values.items() for word in ("--setenv", *item)]


def argv(command: list[str], *, seccomp: int, hash_seed: int | None = None) -> list[str]:
    """bubblewrap around `command` (arguments of Python); as root, run as an ordinary user.

    The zygote may write to the scratch directory while it warms up; every child covers that with
    a file system of its own, so that nothing writable is common to two runs.
    """
    program = find()
    if program is None:
        raise FileNotFoundError("bwrap")
    python = [word for path in python_paths() for word in ("--ro-bind", str(path), str(path))]
    words = [
        program, "--unshare-all", "--unshare-user", "--uid", "65534", "--gid", "65534",
        "--hostname", "sandbox", "--die-with-parent", "--new-session", "--clearenv",
        *_environment(hash_seed), *_system_binds(), *python,
        "--ro-bind", str(PACKAGE), f"{ROOT}/apps/sandbox",
        "--proc", "/proc", "--dev", "/dev", "--size", "1048576", "--tmpfs", SCRATCH,
        *_tmp(),
        "--remount-ro", "/dev", "--remount-ro", "/",
        "--cap-drop", "ALL", "--chdir", "/", "--seccomp", str(seccomp), "--",
        sys.executable, "-s", "-P", "-B", *command,
    ]  # fmt: skip
    return argv_unprivileged(words, readable=[PACKAGE]) if os.geteuid() == 0 else words
