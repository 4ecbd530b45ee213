"""`fresh_solution` beside a downloaded exercise: the program in another Python process."""

from __future__ import annotations

import contextlib
import os
import pickle
import struct
import subprocess
import sys
from collections.abc import Iterator
from typing import IO, Any

# What the other process runs: it answers until its input ends. Both are the reader's own.
_SERVER = """
import importlib, os, pickle, struct, sys
answers = os.fdopen(os.dup(1), "wb")
os.dup2(2, 1)
def serve(request):
    name, args, kwargs = request
    value = getattr(module, name)
    if args is None:
        return ("value", callable(value) or value)
    return ("value", value(*args, **kwargs))
def send(answer):
    try:
        data = pickle.dumps(answer)
    except Exception as error:
        data = pickle.dumps(("error", TypeError(f"{error}")))
    answers.write(struct.pack("<Q", len(data)) + data)
    answers.flush()
module = importlib.import_module(sys.argv[1])
while head := sys.stdin.buffer.read(8):
    try:
        send(serve(pickle.loads(sys.stdin.buffer.read(*struct.unpack("<Q", head)))))
    except Exception as error:
        send(("error", error))
"""


class _Module:
    """The module over there: its functions are called there, its values are copied."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def _ask(self, *request: Any) -> Any:
        to: IO[bytes] = self._process.stdin  # type: ignore[assignment]
        back: IO[bytes] = self._process.stdout  # type: ignore[assignment]
        data = pickle.dumps(request)
        to.write(struct.pack("<Q", len(data)) + data)
        to.flush()
        head = back.read(8)
        if len(head) < 8:
            raise RuntimeError("the program ended before answering")
        kind, value = pickle.loads(back.read(*struct.unpack("<Q", head)))
        if kind == "error":
            raise value
        return value

    def __getattr__(self, name: str) -> Any:
        if self._ask(name, None, None) is not True:
            return self._ask(name, None, None)
        return lambda *args, **kwargs: self._ask(name, args, kwargs)


@contextlib.contextmanager
def start(hash_seed: int | None, module: str) -> Iterator[Any]:
    """The module in a process of its own, with that hash seed, which ends with the block."""
    path = os.pathsep.join(place or os.getcwd() for place in sys.path)
    environment = os.environ | {"PYTHONPATH": path}
    environment["PYTHONHASHSEED"] = "random" if hash_seed is None else str(hash_seed)
    process = subprocess.Popen(
        [sys.executable, "-c", _SERVER, module],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        yield _Module(process)
    finally:
        process.communicate()
