"""The code of an exercise's test files, as pytest and Python keep it beside them.

A checker that waits for a submission reports it, and later ones begin with it: they need neither
the time of compiling nor the memory. It is the work of that exercise's own files alone, done before
there was a submission.
"""

from __future__ import annotations

import base64
import os
import sys
from pathlib import Path

MAX_BYTES = 1 << 19
_MODIFIED = (0, 0)  # of every test file, in every run: Python compares it


def begin(tests: Path, compiled: dict[str, str], *, keep: bool) -> None:
    """Put the code where it is looked for; else, to `keep` it, have it written there."""
    for each in tests.rglob("*.py"):
        os.utime(each, _MODIFIED)
    for name, text in compiled.items():
        path = tests / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(base64.b64decode(text))
    sys.dont_write_bytecode = bool(compiled) or not keep


def take(tests: Path) -> dict[str, str]:
    """What has been compiled in this process; nothing where it is too much."""
    if sys.dont_write_bytecode:
        return {}
    sys.dont_write_bytecode = True
    found = {path: path.read_bytes() for path in tests.rglob("*.pyc")}
    if sum(map(len, found.values())) > MAX_BYTES:
        return {}
    return {
        str(path.relative_to(tests)): base64.b64encode(data).decode()
        for path, data in found.items()
    }
