"""Functions of the standard library that look inside an object, taught to ask for it.

`inspect.getsource(solution.f)` needs the file, which only the learner's process has.
"""

from __future__ import annotations

import dataclasses
import functools
import inspect
import typing
from collections.abc import Callable
from typing import Any

from apps.sandbox.inside.modules import RemoteModule, remote_of
from apps.sandbox.proxy.handles import Handle, peer_of
from apps.sandbox.proxy.special import RemoteOwned


def _owner(value: Any) -> tuple[Any, Any] | None:
    """The conversation and the reference to use for a stand-in; None for what is here."""
    if type(value) is RemoteModule:
        return remote_of(value)
    if issubclass(type(value), Handle):
        return peer_of(value), value
    if isinstance(value, type) and "_retooled_class" in type.__getattribute__(value, "__dict__"):
        peer, number = type.__getattribute__(value, "_retooled_class")
        return peer, RemoteOwned(number)
    return None


def _bridge(module: Any, name: str, op: str, change: Callable[[Any], Any] | None = None) -> None:
    local = getattr(module, name)

    @functools.wraps(local)
    def function(value: Any, *args: Any, **kwargs: Any) -> Any:
        owner = _owner(value)
        if owner is None:
            return local(value, *args, **kwargs)
        given = (tuple(kwargs.items()),) if op == "replace" else ()
        answer = owner[0].request(op, owner[1], *given)
        return change(answer) if change else answer

    setattr(module, name, function)


def install() -> None:
    _bridge(inspect, "getsource", "source", lambda found: "".join(found[0]))
    _bridge(inspect, "getsourcelines", "source")
    _bridge(typing, "get_type_hints", "type_hints")
    for name in ("asdict", "astuple", "replace", "fields"):
        _bridge(dataclasses, name, name)
    local: Any = inspect.unwrap
    inspect.unwrap = lambda func, **options: (
        func if _owner(func) is not None else local(func, **options)
    )
