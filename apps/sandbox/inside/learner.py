"""The learner's process: loads the submission and answers the checker's requests. Trusts nobody.

Descriptors: 0 nothing, 1 and 2 what the learner prints, 3 the checker, 4 the submission.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import sys
import threading
import warnings
from pathlib import Path
from typing import Any

import numpy as np

from apps.sandbox.inside import loops
from apps.sandbox.inside.channel import Channel
from apps.sandbox.inside.operations import serve
from apps.sandbox.inside.walls import SCRATCH
from apps.sandbox.proxy.peer import Peer

ROOT = SCRATCH + "/"
_CHECKER, _SUBMISSION = 3, 4
MAX_WARNINGS = 1000
PACKAGE_ROOT = str(Path(__file__).resolve().parents[3])


class _FlushingChannel(Channel):
    """What was printed before an answer is in the pipe before the answer is."""

    def send(self, body: bytes | bytearray) -> None:
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except Exception:  # the learner may have put anything there
            with contextlib.suppress(Exception):
                sys.stderr.flush()
        super().send(body)


def write_files(files: dict[str, str], root: str) -> None:
    for name, text in files.items():
        path = Path(root, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", errors="surrogatepass")


def _forward_warnings(peer: Peer) -> None:
    """Warnings go to the tests, whose filters and `pytest.warns` decide about them."""
    left = [MAX_WARNINGS]

    def show(message: Any, category: Any, filename: str, lineno: int, *rest: Any) -> None:
        if left[0] and threading.current_thread() is threading.main_thread():
            left[0] -= 1
            peer.request("warn", category, str(message), lineno)

    warnings.simplefilter("always")
    warnings.showwarning = show  # type: ignore[assignment]


def main(job: dict[str, Any]) -> None:
    """Wait for the submission, then serve until the checker closes the conversation."""
    sys.path[:] = [ROOT[:-1], *(place for place in sys.path if place != PACKAGE_ROOT)]
    sys.dont_write_bytecode = True
    random.seed(job["seed"])
    np.random.seed(job["seed"])
    sys.stdout = os.fdopen(1, "w", buffering=1, encoding="utf-8", errors="backslashreplace")
    sys.stderr = os.fdopen(2, "w", buffering=1, encoding="utf-8", errors="backslashreplace")
    peer = Peer(_FlushingChannel(_CHECKER), serve, checker=False, root=ROOT)
    if "torch" in sys.modules:
        from apps.sandbox.proxy import tensors

        sys.modules["torch"].default_generator.manual_seed(job["seed"])
        tensors.install(peer)
    _forward_warnings(peer)
    loops.install()
    with open(_SUBMISSION, "rb") as file:
        submission = file.read()
    if submission:  # else nobody will submit anything any more
        files = json.loads(submission)
        write_files(files, ROOT)
        sys.argv[:] = [next(iter(files), "")]
        sys.path_importer_cache.pop(SCRATCH, None)  # it may know the directory as empty
        peer.serve()
