"""Instances of subclasses of plain types: content that is here, and methods that are over there.

Only for tests that leave comparisons to the learner's objects; for all others such an instance is
its plain content and nothing more (docs/security.md, "What decides a verdict").
"""

from __future__ import annotations

import collections
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from apps.sandbox.proxy.handles import Handle, is_local, peer_of
from apps.sandbox.proxy.special import FORWARDED
from apps.sandbox.wire import Decoder, Encoder, WireError

if TYPE_CHECKING:
    from apps.sandbox.proxy.kinds import Kind
    from apps.sandbox.proxy.peer import Peer

# How the plain content of an instance is read without asking methods of its own.
_CONTENT: dict[type, Callable[[Any], Any]] = {
    int: int.__index__,
    float: float.__pos__,
    complex: complex.__pos__,
    str: str.__str__,
    bytes: lambda value: bytes.__getitem__(value, slice(None)),
    tuple: lambda value: tuple(tuple.__iter__(value)),
    frozenset: lambda value: frozenset(frozenset.__iter__(value)),
}
_MUTABLE = (
    list, collections.deque, collections.OrderedDict, collections.Counter, dict, set, bytearray,
)  # fmt: skip
SHOWN = frozenset({"__repr__", "__str__", "__format__"})
_NEVER = {"__new__", "__init__", "__class__", "__getattribute__", "__getattr__", "__setattr__"}


def base_of(cls: type) -> type | None:
    """The plain type whose content an instance has, or None."""
    return next((base for base in (*_CONTENT, *_MUTABLE) if issubclass(cls, base)), None)


def content(value: Any, base: type) -> Any:
    return _CONTENT[base](value)


def own_names(cls: type, base: type) -> set[str]:
    """What the class and its parents define in place of the base's own."""
    offered = {name for name in dir(base) if not name.startswith("_")} | FORWARDED | SHOWN
    classes = (each for each in cls.__mro__ if each not in base.__mro__)
    found = {name for each in classes for name in vars(each) if name in offered}
    return {name for name in found - _NEVER if getattr(cls, name, None) is not None}


class Mixed(Handle):
    """The base's methods work here on the content; all others are asked for."""

    __slots__ = ()
    _retooled_base: type
    _retooled_own: frozenset[str]

    def __getattribute__(self, name: str) -> Any:
        cls = type(self)
        special = name[:2] == "__" and name[-2:] == "__" and name != "__dict__"
        if is_local(name):
            return object.__getattribute__(self, name)
        if special:
            try:
                return object.__getattribute__(self, name)
            except AttributeError:
                pass
        elif name not in cls._retooled_own and hasattr(cls._retooled_base, name):
            return object.__getattribute__(self, name)
        return peer_of(self).request("attr", self, name)


def body_for(base: type, own: frozenset[str]) -> dict[str, Any]:
    """What such a class has beside the methods that are forwarded."""
    shown = {
        name: _shown(name) if name in own else getattr(base, name)
        for name in ("__repr__", "__str__", "__format__")
    }
    kept = {"__hash__": base.__hash__, "__eq__": base.__eq__, "__ne__": base.__ne__}
    return shown | kept | {"_retooled_base": base, "_retooled_own": own}


def _shown(name: str) -> Callable[..., str]:
    op = name.strip("_")

    def method(self: Any, *args: Any) -> str:
        return str(peer_of(self).request(op, self, *args))

    return method


# Reading and writing.


def put_header(peer: Peer, encoder: Encoder, value: Any) -> None:
    encoder.tag(b"u", peer.export_number(value))
    peer.classes.put_description(encoder, type(value))


def put(peer: Peer, encoder: Encoder, value: Any, base: type) -> None:
    """An instance of a subclass of an immutable type."""
    put_header(peer, encoder, value)
    if base is tuple and hasattr(type(value), "_fields"):
        peer.classes.put_named_tuple(encoder, value)
    else:
        encoder.put(content(value, base))


def get(peer: Peer, decoder: Decoder) -> Any:
    number = decoder.number()
    cls = peer.classes.get_description(decoder)
    plain = decoder.get()
    base: Any = getattr(cls, "_retooled_base", None) if issubclass(cls, Mixed) else None
    if base not in _CONTENT or not isinstance(plain, base):
        peer.release(number, 1)
        return plain
    if number in peer.kept:
        return peer.kept[number]
    value = _made(peer, cls, number, base.__new__(cls, plain))
    if peer.classes.is_kept(cls):
        peer.kept[number] = value
    return value


def open_mutable(peer: Peer, decoder: Decoder, kinds: dict[bytes, Kind]) -> tuple[Any, Kind]:
    """An empty instance whose content follows, and the kind of that content."""
    number = decoder.number()
    cls = peer.classes.get_description(decoder)
    kind = kinds.get(decoder.tag())
    if kind is None or kind.empty is None:
        raise WireError("not a mutable kind")
    base: Any = getattr(cls, "_retooled_base", None) if issubclass(cls, Mixed) else None
    if base is not kind.type:
        peer.release(number, 1)
        return kind.empty(), kind
    empty: Any = base.__new__
    return _made(peer, cls, number, empty(cls)), kind


def _made(peer: Peer, cls: type, number: int, value: Any) -> Any:
    object.__setattr__(value, "_retooled", peer.classes.parts(number, 1))
    return value
