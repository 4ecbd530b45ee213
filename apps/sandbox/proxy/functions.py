"""Stand-ins for functions, generators and coroutines, which tests and libraries look at closely."""

from __future__ import annotations

import types
from collections.abc import Generator
from typing import Any

from apps.sandbox.proxy.handles import Handle, peer_of

_TYPES: dict[str, Any] = {
    "function": types.FunctionType,
    "method": types.MethodType,
    "builtin_function_or_method": types.BuiltinFunctionType,
    "generator": types.GeneratorType,
    "coroutine": types.CoroutineType,
    "async_generator": types.AsyncGeneratorType,
    "module": types.ModuleType,
}


def body_for(module: str, name: str) -> dict[str, Any]:
    """What the stand-in's class has when it stands for one of Python's own such types."""
    kind = _TYPES.get(name) if module == "builtins" else None
    if kind is None:
        return {}
    body: dict[str, Any] = {"__class__": property(lambda self: kind)}
    if kind is types.CoroutineType:
        body |= {"__await__": awaited, "__getattribute__": _attribute}
        body |= {"send": _send, "throw": _throw}
    return body


def awaited(self: Any) -> Generator[Any, Any, Any]:
    """`await` on an object of the learner's: all of it runs over there, at once."""
    answer = peer_of(self).request("await", self)
    yield from ()
    return answer


def _attribute(self: Any, name: str) -> Any:
    if name in ("send", "throw"):
        return object.__getattribute__(self, name)
    return Handle.__getattribute__(self, name)


def _send(self: Any, value: Any) -> Any:
    raise StopIteration(peer_of(self).request("await", self))


def _throw(self: Any, error: Any, *rest: Any) -> Any:
    raise error


def methods_for_await(methods: dict[str, Any]) -> dict[str, Any]:
    """The same methods, with an `await` that works in this side's event loop."""
    return methods | ({"__await__": awaited} if "__await__" in methods else {})
