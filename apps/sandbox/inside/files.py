"""Files whose paths a test gives to the learner's code: copied there before a call, back after it.

Both processes have a scratch directory of their own, of the same name. What comes back is data for
somebody else's tests to read; it is never put where Python would import it.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath
from typing import Any

from apps.sandbox.inside.walls import SCRATCH

MAX_BYTES = 16 << 20
_TESTS = SCRATCH + "/tests"
_CODE = (".py", ".pyc", ".pyd", ".so", ".pth")
Mark = tuple[int, int]


def paths_in(values: Iterable[Any], named: Iterable[tuple[str, Any]] = ()) -> list[str]:
    """Absolute paths below the scratch directory among the arguments of a call."""
    found = []
    for value in (*values, *(value for _, value in named)) if named else values:
        if type(value) in (str, bytes) or isinstance(value, PurePath):
            path = os.path.normpath(os.fsdecode(value))
            if path.startswith(SCRATCH + "/") and path != _TESTS and "\0" not in path:
                found.append(path)
    return found


def below(root: str) -> Iterator[str]:
    """The regular files at or below a path, links left out."""
    if os.path.isdir(root) and not os.path.islink(root):
        for folder, _, names in os.walk(root):
            for name in names:
                yield from below(os.path.join(folder, name))
    elif os.path.lexists(root) and stat.S_ISREG(os.lstat(root).st_mode):
        yield root


class Copies:
    """One side's memory of which files the other has."""

    def __init__(self) -> None:
        self.roots: set[str] = set()
        self.known: dict[str, Mark] = {}

    def add(self, paths: Iterable[str]) -> None:
        self.roots.update(paths)

    def changed(self) -> dict[str, bytes]:
        """Files that are new or different since the other side was told, with their bytes."""
        found: dict[str, bytes] = {}
        for root in sorted(self.roots):
            for path in below(root):
                mark = _mark(path)
                if self.known.get(path) != mark and not path.endswith(_CODE):
                    self.known[path] = mark
                    found[path] = Path(path).read_bytes()
        if sum(map(len, found.values())) > MAX_BYTES:
            raise OSError("files of more than 16 MiB cannot be handed over")
        return found

    def gone(self) -> list[str]:
        """Files that the other side has and this one no longer."""
        lost = [path for path in self.known if not os.path.lexists(path)]
        for path in lost:
            del self.known[path]
        return lost

    def remove(self, paths: Iterable[Any]) -> None:
        for path in paths:
            if self._may_write(path) and path in self.known:
                del self.known[path]
                Path(path).unlink(missing_ok=True)

    def folders(self) -> list[str]:
        """Directories that have to exist on the other side."""
        places = {root if os.path.isdir(root) else os.path.dirname(root) for root in self.roots}
        return sorted(place for place in places if os.path.isdir(place))

    def write(self, files: dict[str, bytes]) -> None:
        """What the other side has now. Only below what a test named, and nothing to import."""
        for path, data in files.items():
            if self._may_write(path) and type(data) is bytes:
                os.makedirs(os.path.dirname(path), exist_ok=True)
                flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW
                with open(os.open(path, flags, 0o600), "wb") as file:
                    file.write(data)
                self.known[path] = _mark(path)

    def _may_write(self, path: Any) -> bool:
        return (
            type(path) is str
            and os.path.normpath(path) == path
            and not path.endswith(_CODE)
            and any(path == root or path.startswith(root + "/") for root in self.roots)
        )


def _mark(path: str) -> Mark:
    about = os.lstat(path)
    return about.st_mtime_ns, about.st_size


def is_of_tests(path: str) -> bool:
    return path.startswith(_TESTS + "/")
