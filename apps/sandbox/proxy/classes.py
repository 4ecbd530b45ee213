"""Describes this side's classes to the other, and builds stand-ins for the other's.

A learner's class becomes a class here whose metaclass asks the other side, so that `isinstance`,
`pytest.raises` and calling it work; an object that is not plain data becomes a handle, an
instance of such a class. Special methods exist on a handle exactly when they exist over there.
"""

from __future__ import annotations

import collections
import enum
import keyword
import weakref
from typing import TYPE_CHECKING, Any

from apps.sandbox.proxy import functions, mixed
from apps.sandbox.proxy.failures import failure_body, failure_class
from apps.sandbox.proxy.handles import Handle, Opaque, RemoteMeta, make_type
from apps.sandbox.proxy.special import FORWARDED, methods_for
from apps.sandbox.wire import Decoder, Encoder, WireError

if TYPE_CHECKING:
    from apps.sandbox.proxy.peer import Peer

_MANY = 400


class Parts(list[Any]):
    """[peer, number, times received] of one stand-in; can be watched, as not every stand-in can."""

    __slots__ = ("__weakref__",)


def _released(peer: weakref.ref[Peer], parts: list[Any]) -> None:
    if (target := peer()) is not None:
        target.release(parts[0], parts[1][0])


class Classes:
    def __init__(self, peer: Peer) -> None:
        self.peer = peer
        self.described: dict[type, int] = {}
        self.built: dict[int, type] = {}
        self.numbers: dict[type, int] = {}
        self.tuples: dict[tuple[str, ...], type] = {}
        self.enumerations: set[type] = set()
        self.given: set[type] = set()  # sent as a value, not only as the class of one

    def number_of(self, cls: type) -> int | None:
        return self.numbers.get(cls)

    def is_kept(self, cls: type) -> bool:
        """Whether an instance is the same object each time: a member of an enumeration."""
        return cls in self.enumerations

    # This side's classes.

    def put(self, encoder: Encoder, cls: type) -> None:
        """A class as a value."""
        encoder.out += b"K"
        self.given.add(cls)
        self.put_description(encoder, cls)

    def put_description(self, encoder: Encoder, cls: type) -> None:
        number = self.described.get(cls)
        if number is not None:
            encoder.tag(b"", number)
            encoder.out += b"\0"
            return
        number = self.peer.next_export
        self.peer.next_export += 1
        self.peer.exports[number] = [cls, 1 << 62]  # classes are never let go of
        self.described[cls] = number
        encoder.tag(b"", number)
        encoder.out += b"\1"
        is_enum = isinstance(cls, enum.EnumMeta)
        encoder.put((cls.__name__, cls.__module__, cls.__qualname__, _own_names(cls), is_enum))
        known = id(cls) in self.peer.names.ours  # torch's own Linear, say: both sides have it
        bases = [cls] if known else [base for base in cls.__bases__ if base is not object]
        encoder.items(b"", bases)

    def undescribe(self, first: int) -> None:
        """The descriptions numbered from `first` on have not been sent."""
        for cls, number in list(self.described.items()):
            if number >= first:
                del self.described[cls], self.peer.exports[number]

    # The other side's classes.

    def get(self, decoder: Decoder) -> type:
        return self.get_description(decoder)

    def get_description(self, decoder: Decoder) -> type:
        number = decoder.number()
        if decoder.tag() == b"\0":
            if number not in self.built:
                raise WireError("no such class")
            return self.built[number]
        about, bases = decoder.get(), decoder.items()
        if not _is_description(about) or not all(isinstance(base, type) for base in bases):
            raise WireError("bad description of a class")
        cls = self._build(number, about, tuple(bases))
        self.built[number] = cls
        self.numbers[cls] = number
        if about[4]:
            self.enumerations.add(cls)
        return cls

    def _build(self, number: int, about: Any, bases: tuple[type, ...]) -> type:
        name, module, qualname, own, _ = about
        body = {"__module__": module, "__qualname__": qualname}
        errors = tuple(base for base in bases if issubclass(base, BaseException))
        if errors:
            return failure_class(name, errors, body | failure_body(self.peer, number, own))
        strict = self.peer.checker and not self.peer.learner_compares
        body |= {"_retooled_class": (self.peer, number)}
        if self.peer.checker:  # for `inspect` and asyncio in tests; a program only calls
            body |= functions.body_for(module, name)
        parents: tuple[type, ...]
        remote = tuple(base for base in bases if isinstance(base, RemoteMeta))
        plain = self._plain_base(bases) if self.peer.checker and not strict else None
        if plain is not None:
            body |= mixed.body_for(plain, frozenset(own))
        special = [each for each in own if each in FORWARDED]
        body |= functions.methods_for_await(methods_for(special, strict=strict))
        if plain is not None:
            parents = remote if _has(remote, mixed.Mixed) else (*remote, mixed.Mixed)
            return make_type(RemoteMeta, name, _with(parents, plain), body)
        parents = (*(remote or (Opaque,)), *self._trusted(bases))
        cls = make_type(RemoteMeta, name, parents, body)
        _register(cls, bases)
        return cls

    def _plain_base(self, bases: tuple[type, ...]) -> type | None:
        return next((base for each in bases if (base := mixed.base_of(each))), None)

    def _trusted(self, bases: tuple[type, ...]) -> tuple[type, ...]:
        """Bases of this side that tests ask `isinstance` for: torch's modules."""
        return tuple(base for base in bases if base.__module__.startswith("torch.nn.modules"))

    def parts(self, number: int, times: int) -> Parts:
        """What makes an object the stand-in for a number, which is released with it."""
        counts = [times]
        parts = Parts([self.peer, number, counts])
        peer = weakref.ref(self.peer)
        weakref.finalize(parts, _released, peer, [number, counts]).atexit = False
        return parts

    def make(self, cls: type, number: int) -> Handle:
        if not issubclass(cls, Opaque):
            raise WireError("not a class of objects")
        handle: Handle = object.__new__(cls)
        object.__setattr__(handle, "_retooled", self.parts(number, 0))
        return handle

    # Named tuples: plain data whose items have names.

    def put_named_tuple(self, encoder: Encoder, value: Any) -> None:
        names, items = (type(value).__name__, *type(value)._fields), tuple(tuple.__iter__(value))
        if not _are_names(names) or len(names) != len(items) + 1:
            encoder.put(items)
            return
        encoder.out += b"n"
        encoder.put(names)
        encoder.items(b"", items)

    def get_named_tuple(self, decoder: Decoder) -> Any:
        names, items = decoder.get(), decoder.items()
        if not _are_names(names) or len(names) != len(items) + 1:
            raise WireError("bad named tuple")
        if names not in self.tuples:
            make: Any = collections.namedtuple
            self.tuples[names] = make(names[0], names[1:])
        made: Any = tuple.__new__
        return made(self.tuples[names], items)


def _has(classes: tuple[type, ...], parent: type) -> bool:
    return any(issubclass(cls, parent) for cls in classes)


def _with(parents: tuple[type, ...], plain: type) -> tuple[type, ...]:
    return parents if _has(parents, plain) else (*parents, plain)


def _register(cls: type, bases: tuple[type, ...]) -> None:
    """Abstract classes that both sides have accept the stand-in, as they do the learner's class."""
    for base in bases:
        if not isinstance(base, RemoteMeta) and hasattr(base, "register"):
            base.register(cls)


def _own_names(cls: type) -> tuple[str, ...]:
    if issubclass(cls, BaseException):
        shown = (n for each in cls.__mro__ if each.__module__ != "builtins" for n in vars(each))
        return tuple(sorted({"__str__", "__repr__"} & {*shown}))
    base = mixed.base_of(cls)
    if base is not None:
        return tuple(sorted(mixed.own_names(cls, base)))
    found = {name for each in cls.__mro__[:-1] for name in vars(each) if name in FORWARDED}
    return tuple(sorted(name for name in found if getattr(cls, name, None) is not None))


def _is_description(about: Any) -> bool:
    return (
        type(about) is tuple
        and len(about) == 5
        and all(type(text) is str for text in about[:3])
        and type(about[3]) is tuple
        and len(about[3]) < _MANY
        and all(type(name) is str and _may_be_own(name) for name in about[3])
        and type(about[4]) is bool
    )


def _may_be_own(name: str) -> bool:
    return name in FORWARDED or name in mixed.SHOWN or not name.startswith("_")


def _are_names(names: Any) -> bool:
    return (
        type(names) is tuple
        and 0 < len(names) < 200
        and len(set(names[1:])) == len(names) - 1
        and all(type(name) is str and name.isidentifier() for name in names)
        and not any(name.startswith("_") for name in names[1:])
        and not any(keyword.iskeyword(name) for name in names)
    )
