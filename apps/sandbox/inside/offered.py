"""What the learner's code may do with objects that a test handed to it, and with no others."""

from __future__ import annotations

import asyncio
import contextlib
import copy
import inspect
import threading
import types
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from apps.sandbox.proxy.peer import Peer
from apps.sandbox.proxy.special import FORWARDED

_CLOSED = (
    types.FunctionType, types.MethodType, types.BuiltinFunctionType, types.ModuleType,
    types.GeneratorType, types.CoroutineType, types.FrameType, types.CodeType, types.TracebackType,
)  # fmt: skip
_NAMES_OF_FUNCTIONS = {"__name__", "__qualname__", "__doc__"}
_MORE_OF_FUNCTIONS = {"__signature__", "__module__", "__dict__"}
_NOT_CALLABLE_BY_NAME = {"__array__", "__init__"}
_WITH_TRUST: dict[str, Callable[..., Any]] = {
    "dir": lambda target: [name for name in dir(target) if not name.startswith("__")],
    "repr": repr,
    "str": str,
    "format": format,
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "len": len,
    "iter": iter,
    "getitem": lambda target, key: target[key],
    "contains": lambda target, value: value in target,
    "isinstance": lambda target, value: isinstance(value, target),
}


def serve(peer: Peer, op: str, args: tuple[Any, ...]) -> Any:
    """Carry out a request of the learner's.

    Tests of somebody else's trust the submission with more: private names, `repr`, signatures.
    """
    if op == "warn":
        return _warn(*args)
    if not args or not _was_handed_over(peer, args[0]):
        raise TypeError("only an object that was passed as an argument can be used")
    target = args[0]
    if op == "call" and len(args) == 3:
        with _noted(peer):
            return target(*args[1], **dict(args[2]))
    if op == "special" and len(args) == 4 and args[1] not in _NOT_CALLABLE_BY_NAME:
        with _noted(peer):
            return getattr(type(target), _special_name(args[1]))(target, *args[2], **dict(args[3]))
    if op == "await":
        return _await(target)
    if op in ("attr", "setattr") and type(args[1]) is str:
        if _is_offered(target, args[1], trusted=peer.learner_compares):
            return _attr(target, args[1]) if op == "attr" else setattr(target, *args[1:])
    elif peer.learner_compares and op in _WITH_TRUST:
        return _WITH_TRUST[op](*args)
    elif op in ("repr", "str"):
        return f"<{type(target).__name__} of the tests>"
    raise AttributeError(f"{type(target).__name__} of the tests has no such attribute here")


def _was_handed_over(peer: Peer, target: Any) -> bool:
    return id(target) in peer.export_numbers or (
        isinstance(target, type)
        and target in (peer.classes.described if peer.learner_compares else peer.classes.given)
    )


def _is_offered(target: Any, name: str, *, trusted: bool) -> bool:
    if isinstance(target, _CLOSED):
        return name in _NAMES_OF_FUNCTIONS or (trusted and name in _MORE_OF_FUNCTIONS)
    if isinstance(target, type) and name != "__doc__":
        return trusted and not name.startswith("_")
    if name.startswith("__"):
        return trusted and (name in ("__dict__", "__doc__") or name in FORWARDED)
    return trusted or not name.startswith("_")


def _attr(target: Any, name: str) -> Any:
    if name == "__signature__":
        return inspect.signature(target)
    return getattr(target, name)


@contextlib.contextmanager
def _noted(peer: Peer) -> Iterator[None]:
    """A check that fails in a callback has failed, whether or not the learner's code catches it."""
    try:
        yield
    except (AssertionError, pytest.fail.Exception) as error:
        peer.failed_check = error
        raise


def _warn(category: Any, text: str, line: int) -> None:
    """A warning of the learner's program, for `pytest.warns` and the filters of the tests."""
    if isinstance(category, type) and issubclass(category, Warning):
        warnings.warn_explicit(str(text), category, "solution.py", int(line))


def _special_name(name: Any) -> str:
    if name not in FORWARDED:
        raise AttributeError("no such method")
    return str(name)


def _await(target: Any) -> Any:
    """A coroutine of the tests, awaited by the learner's code: the tests' own loop is waiting."""
    found: list[Any] = []

    async def whole() -> Any:
        return await target

    def run() -> None:
        try:
            found.append((asyncio.run(whole()), None))
        except BaseException as error:
            found.append((None, error))

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    answer, error = found[0]
    if error is not None:
        raise error
    return answer
