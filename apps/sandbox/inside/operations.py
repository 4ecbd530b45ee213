"""What the checker may ask of the learner's process: one function a request."""

from __future__ import annotations

import asyncio
import copy
import dataclasses
import hashlib
import importlib
import inspect
import os
import pickle
import random
import sys
import typing
from collections.abc import Callable
from typing import Any

import numpy as np

from apps.sandbox.inside.files import Copies
from apps.sandbox.inside.walls import SCRATCH
from apps.sandbox.proxy.peer import Peer


def _import(name: str) -> Any:
    return importlib.import_module(name)


def _import_again(name: str) -> Any:
    """A test took the module out of `sys.modules`: it is executed anew."""
    sys.modules.pop(name, None)
    return importlib.import_module(name)


def _attr(target: Any, name: str) -> Any:
    if name != "__signature__" or hasattr(target, name):
        return getattr(target, name)
    try:
        return inspect.signature(target)
    except (TypeError, ValueError):
        raise AttributeError(name) from None


def _dir(target: Any) -> list[str]:
    return [name for name in dir(target) if type(name) is str]


def _special(target: Any, name: str, args: Any, kwargs: Any) -> Any:
    return getattr(type(target), name)(target, *args, **dict(kwargs))


def _call(target: Any, args: Any, kwargs: Any) -> Any:
    return target(*args, **dict(kwargs))


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


_ABSENT = object()
_patched: dict[tuple[str, str], Any] = {}


def _patch(module: str, name: str, value: Any) -> None:
    target = importlib.import_module(module)
    _patched.setdefault((module, name), getattr(target, name, _ABSENT))
    setattr(target, name, value)


def _unpatch(module: str, name: str) -> None:
    original = _patched.pop((module, name), _ABSENT)
    if original is not _ABSENT:
        setattr(sys.modules[module], name, original)
    elif hasattr(sys.modules[module], name):
        delattr(sys.modules[module], name)


def _putenv(key: bytes, value: bytes) -> None:
    os.environb[key] = value


_copies = Copies()


def _files_in(
    roots: list[str], folders: list[str], files: dict[str, bytes], gone: list[str]
) -> None:
    """Files of the tests that a call is about to name."""
    _copies.roots = set(roots)
    for folder in folders:
        os.makedirs(folder, exist_ok=True)
    _copies.write(files)
    _copies.remove(gone)


def _chdir(path: str) -> None:
    """Where the tests are; their own folder is not here, and stands for the program's."""
    os.chdir(path if os.path.isdir(path) else SCRATCH)


_runners: list[asyncio.Runner] = []


def _await(target: Any) -> Any:
    """Run an awaitable to its end, in the one event loop of this process."""
    if not _runners:
        _runners.append(asyncio.Runner())

    async def whole() -> Any:
        return await target

    return _runners[0].run(whole())


def _source(target: Any) -> tuple[list[str], int]:
    return inspect.getsourcelines(target)


OPERATIONS: dict[str, Callable[..., Any]] = {
    "import": _import,
    "import_again": _import_again,
    "reload": importlib.reload,
    "attr": _attr,
    "setattr": setattr,
    "delattr": delattr,
    "call": _call,
    "special": _special,
    "dir": _dir,
    "repr": repr,
    "str": str,
    "format": format,
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "freeze": pickle.dumps,
    "thaw": pickle.loads,
    "len": len,
    "iter": iter,
    "getitem": lambda target, key: target[key],
    "contains": lambda target, value: value in target,
    "isinstance": lambda target, value: isinstance(value, target),
    "await": _await,
    "source": _source,
    "asdict": dataclasses.asdict,
    "astuple": dataclasses.astuple,
    "replace": lambda target, changes: dataclasses.replace(target, **dict(changes)),
    "fields": dataclasses.fields,
    "type_hints": typing.get_type_hints,
    "patch": _patch,
    "unpatch": _unpatch,
    "putenv": _putenv,
    "unsetenv": lambda key: os.environb.pop(key, None),
    "chdir": _chdir,
    "files_in": _files_in,
    "files_out": lambda: (_copies.changed(), _copies.gone()),
    "var": lambda target, name: vars(target)[name],
    "vars": lambda target: list(vars(target)),
    "seed": _seed,
    "rng_state": _rng_state,
}


def serve(peer: Peer, op: str, args: tuple[Any, ...]) -> Any:
    if op == "backward":
        from apps.sandbox.proxy import tensors

        return tensors.backward(peer, *args)
    return OPERATIONS[op](*args)
