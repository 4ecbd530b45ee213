"""Run a program as an ordinary user although root started it, wherever its files lie.

    python -I unprivileged.py [--ro PATH]... [--rw PATH]... [--signal NAME] -- PROGRAM ARGUMENT...

As root the program becomes user and group 65534 with no supplementary groups. Where a directory
above a needed path cannot be entered by that user (a home of mode 0700, say), a private mount
namespace covers the directory with a tmpfs that holds the needed paths and nothing else, so that
every absolute path stays valid. `--ro` names a path to read, `--rw` one to write: a writable
directory must exist and is given to that user (itself, not what it holds). Everything below a
named path must be readable by others already. The interpreter's own paths are always included.

As any other user the program runs as that user. Either way it gets `--signal` (KILL) when the
thread that started it ends; it keeps its process id, environment, descriptors and working
directory. Exit status 125 with one line on stderr means that it could not be started so.

Only the standard library is used: this file is run before anything is installed.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import signal
import stat
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NoReturn

UID = GID = 65534
REFUSED = 125

_CLONE_NEWNS = 0x00020000
_MS_RDONLY, _MS_NOSUID, _MS_NODEV, _MS_REMOUNT = 0x1, 0x2, 0x4, 0x20
_MS_BIND, _MS_REC, _MS_SLAVE = 0x1000, 0x4000, 0x80000
_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)


class Unreachable(Exception):
    """A needed path cannot be made readable to the ordinary user; the text says what to do."""


def argv_unprivileged(
    argv: Sequence[str],
    *,
    readable: Iterable[str | Path] = (),
    writable: Iterable[str | Path] = (),
    death_signal: str = "KILL",
) -> list[str]:
    """The command line that runs `argv` unprivileged; start it from a long-lived thread."""
    paths = [word for path in readable for word in ("--ro", str(path))]
    paths += [word for path in writable for word in ("--rw", str(path))]
    here = [sys.executable, "-I", "-S", os.path.abspath(__file__), "--parent", str(os.getpid())]
    return [*here, "--signal", death_signal, *paths, "--", *argv]


def interpreter_paths() -> list[Path]:
    """What this Python needs: its prefixes, and its executable however many links lead there."""
    roots = {Path(sys.prefix), Path(sys.base_prefix), Path(sys.executable)}
    if (config := Path(sys.executable).parent.parent / "pyvenv.cfg").exists():
        roots |= {config.parent, _home(config)}  # -S and -I leave sys.prefix of the base
    return sorted(roots)


def _home(config: Path) -> Path:
    for line in config.read_text().splitlines():
        name, _, value = line.partition("=")
        if name.strip() == "home":
            return Path(value.strip()).parent
    return config.parent


def _call(result: int, what: str) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


def _mount(source: str, target: str, kind: str, flags: int, data: str = "") -> None:
    words = [text.encode() or None for text in (source, target, kind)]
    code = _libc.mount(*words, ctypes.c_ulong(flags), data.encode() or None)
    _call(code, f"mount {target}")


def _allows(path: Path, bits: int) -> bool:
    """Whether user 65534 has the rwx `bits` on `path`, going by owner, group and mode."""
    info = path.stat()
    shift = 6 if info.st_uid == UID else 3 if info.st_gid == GID else 0
    return (stat.S_IMODE(info.st_mode) >> shift) & bits == bits


def _steps(path: Path) -> tuple[Path, dict[Path, str]]:
    """Where `path` ends once its links are followed, and each link passed on the way."""
    links: dict[Path, str] = {}
    todo, here = list(path.absolute().parts[1:]), Path("/")
    while todo:
        if (word := todo.pop(0)) == "..":
            here = here.parent
            continue
        step = here / word
        if not step.is_symlink() or step in links:
            here = step
            continue
        target = os.readlink(step)
        links[step] = target
        here = Path("/") if target.startswith("/") else here
        todo = [part for part in Path(target).parts if part != "/"] + todo
    return here, links


def _barred(path: Path) -> Path | None:
    """The topmost directory above `path` that the ordinary user cannot enter."""
    for parent in reversed(path.parents):
        if not _allows(parent, 1):
            return parent
    return None


class _Needs:
    """The paths asked for, with links followed, and the directories that hide them."""

    def __init__(self, readable: Iterable[Path], writable: Iterable[Path]) -> None:
        self.paths: dict[Path, bool] = {}
        self.links: dict[Path, str] = {}
        for wanted, write in [(p, False) for p in readable] + [(p, True) for p in writable]:
            if not wanted.exists():
                raise Unreachable(f"{wanted} does not exist")
            end, links = _steps(wanted)
            self.paths[end] = self.paths.get(end, False) or write
            self.links |= links
        self.covers = {b for p in (*self.paths, *self.links) if (b := _barred(p))}

    def below_covers(self) -> list[Path]:
        """The real paths to bind, parents before what lies in them."""
        hidden = (p for p in self.paths if _barred(p))
        return sorted(hidden, key=lambda path: len(path.parts))

    def give_and_check(self) -> None:
        """Hand writable paths to the ordinary user; refuse what it could not read."""
        for path, write in self.paths.items():
            if write and not _allows(path, 7 if path.is_dir() else 6):
                os.chown(path, UID, GID)
                path.chmod(stat.S_IMODE(path.stat().st_mode) | (0o700 if path.is_dir() else 0o600))
            elif not _allows(path, 5 if path.is_dir() else 4):
                remedy = f"chmod -R o+rX {path}"
                raise Unreachable(f"{path} is not readable by ordinary users; try: {remedy}")


def _cover(needs: _Needs) -> None:
    """Hide each barred directory under a tmpfs that holds the needed paths only."""
    handles = {path: os.open(path, os.O_PATH | os.O_CLOEXEC) for path in needs.below_covers()}
    hidden_links = {link: target for link, target in needs.links.items() if _barred(link)}
    for cover in needs.covers:
        _mount("tmpfs", str(cover), "tmpfs", _MS_NOSUID | _MS_NODEV, "mode=755,size=1m")
    for path, handle in handles.items():
        _bind(handle, path, writable=needs.paths[path])
    for link, target in hidden_links.items():
        link.parent.mkdir(parents=True, exist_ok=True)
        if not link.is_symlink():
            link.symlink_to(target)
    for cover in needs.covers:
        flags = _MS_REMOUNT | _MS_BIND | _MS_RDONLY | _MS_NOSUID | _MS_NODEV
        _mount("", str(cover), "", flags)


def _bind(handle: int, path: Path, *, writable: bool) -> None:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.mkdir() if stat.S_ISDIR(os.fstat(handle).st_mode) else path.touch()
    _mount(f"/proc/self/fd/{handle}", str(path), "", _MS_BIND | _MS_REC)
    if not writable:
        flags = _MS_REMOUNT | _MS_BIND | _MS_RDONLY | _MS_NOSUID | _MS_NODEV
        _mount("", str(path), "", flags)


def drop_root(readable: Iterable[Path], writable: Iterable[Path]) -> None:
    """Turn this root process into user 65534 that can reach the named paths."""
    needs = _Needs([*readable, *interpreter_paths()], writable)
    needs.give_and_check()
    if needs.covers:
        cwd = os.getcwd()
        _call(_libc.unshare(_CLONE_NEWNS), "unshare mount namespace")
        _mount("", "/", "", _MS_REC | _MS_SLAVE)
        _cover(needs)
        os.chdir(cwd if Path(cwd).is_dir() else "/")
    os.setgroups([])
    os.setresgid(GID, GID, GID)
    os.setresuid(UID, UID, UID)


def _die_with(parent: int | None, name: str) -> None:
    # After the change of user: the kernel forgets the setting when credentials change.
    _call(_libc.prctl(_PR_SET_PDEATHSIG, int(signal.Signals[f"SIG{name}"]), 0, 0, 0), "prctl")
    if parent is not None and os.getppid() != parent:
        raise Unreachable("the process that asked for this has ended")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Run a program as an ordinary user.")
    parser.add_argument("--ro", action="append", type=Path, default=[])
    parser.add_argument("--rw", action="append", type=Path, default=[])
    parser.add_argument("--signal", default="KILL")
    parser.add_argument("--parent", type=int)
    parser.add_argument("argv", nargs="+")
    return parser.parse_args()


def main() -> NoReturn:
    asked = _arguments()
    try:
        if os.geteuid() == 0:
            drop_root(asked.ro, asked.rw)
        _die_with(asked.parent, asked.signal)
        os.execvp(asked.argv[0], asked.argv)
    except (OSError, Unreachable) as fault:
        print(f"unprivileged: {fault}", file=sys.stderr)
    sys.exit(REFUSED)


if __name__ == "__main__":
    main()
