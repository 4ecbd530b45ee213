"""The learner's process: loads the submission and answers the checker's requests. Trusts nobody.

Descriptors: 0 nothing, 1 and 2 what the learner prints, 3 the checker.
"""

from __future__ import annotations

import contextlib
import copy
import hashlib
import importlib
import os
import random
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from apps.sandbox.inside.channel import Channel
from apps.sandbox.inside.walls import SCRATCH
from apps.sandbox.proxy.peer import Peer

ROOT = SCRATCH + "/"
_CHECKER = 3
PACKAGE_ROOT = str(Path(__file__).resolve().parents[3])


def _import(name: str) -> Any:
    return importlib.import_module(name)


def _dir(target: Any) -> list[str]:
    return [name for name in dir(target) if type(name) is str]


def _special(target: Any, name: str, args: Any, kwargs: Any) -> Any:
    return getattr(type(target), name)(target, *args, **dict(kwargs))


def _seed(library: str, seed: Any) -> None:
    """A test that seeds a library's global generator means the learner's as well."""
    if library == "random":
        random.seed(seed)
    elif library == "numpy":
        np.random.seed(seed)
    elif library == "torch":
        sys.modules["torch"].manual_seed(seed)


def _rng_state() -> str:
    """A digest of the global random generators."""
    torch: Any = sys.modules.get("torch")
    states = (random.getstate(), np.random.get_state(), torch and torch.get_rng_state().tolist())
    return hashlib.sha256(repr(states).encode()).hexdigest()


_OPERATIONS: dict[str, Callable[..., Any]] = {
    "import": _import,
    "attr": getattr,
    "setattr": setattr,
    "delattr": delattr,
    "call": lambda target, args, kwargs: target(*args, **dict(kwargs)),
    "special": _special,
    "dir": _dir,
    "repr": repr,
    "str": str,
    "format": format,
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "seed": _seed,
    "rng_state": _rng_state,
}


def serve(peer: Peer, op: str, args: tuple[Any, ...]) -> Any:
    if op == "backward":
        from apps.sandbox.proxy import tensors

        return tensors.backward(peer, *args)
    return _OPERATIONS[op](*args)


class _FlushingChannel(Channel):
    """What was printed before an answer is in the pipe before the answer is."""

    def send(self, body: bytes | bytearray) -> None:
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(Exception):  # the learner may have put anything there
                stream.flush()
        super().send(body)


def write_files(files: dict[str, str], root: str) -> None:
    for name, text in files.items():
        path = Path(root, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def main(job: dict[str, Any]) -> None:
    """Serve until the checker closes the conversation."""
    write_files(job["files"], ROOT)
    sys.path[:] = [ROOT[:-1], *(place for place in sys.path if place != PACKAGE_ROOT)]
    sys.dont_write_bytecode = True
    random.seed(job["seed"])
    np.random.seed(job["seed"])
    sys.stdout = os.fdopen(1, "w", buffering=1, encoding="utf-8", errors="backslashreplace")
    sys.stderr = os.fdopen(2, "w", buffering=1, encoding="utf-8", errors="backslashreplace")
    peer = Peer(_FlushingChannel(_CHECKER), serve, checker=False, root=ROOT)
    if "torch" in sys.modules:
        from apps.sandbox.proxy import tensors

        sys.modules["torch"].manual_seed(job["seed"])
        tensors.install(peer)
    importlib.invalidate_caches()
    peer.serve()
