"""Classes and objects of the other side, as classes and objects of this one.

A learner's class becomes a class here whose metaclass asks the other side, so that `isinstance`,
`pytest.raises` and calling it work; an object that is not plain data becomes a handle, an
instance of such a class. Special methods exist on a handle exactly when they exist over there.
"""

from __future__ import annotations

import collections
import keyword
import weakref
from typing import TYPE_CHECKING, Any

from apps.sandbox.proxy.special import FORWARDED, Namespace, RemoteOwned, methods_for
from apps.sandbox.wire import Decoder, Encoder, WireError

if TYPE_CHECKING:
    from apps.sandbox.proxy.peer import Peer

_LOCAL = {
    "__class__",
    "__cuda_array_interface__",
    "__dlpack__",
    "__dlpack_device__",
    "_retooled",
    "_retooled_class",
    "__deepcopy__",
    "__copy__",
    "__reduce_ex__",
    "__weakref__",
}
_making = False


class RemoteMeta(type):
    """The type of a class that stands for one on the other side."""

    _retooled_class: tuple[Any, int]

    def __new__(mcs, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> RemoteMeta:
        if not _making and name != "Handle":
            raise TypeError(
                f"{bases[0].__name__} lives in the learner's process: tests cannot subclass it"
            )
        return super().__new__(mcs, name, bases, body)

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        peer, number = cls._retooled_class
        return peer.request("call", RemoteOwned(number), args, tuple(kwargs.items()))

    def __getattribute__(cls, name: str) -> Any:
        if name == "__dict__" and cls is not Handle:
            peer, number = cls._retooled_class
            return Namespace(peer, RemoteOwned(number))
        if name in _LOCAL or (name[:2] == "__" and name[-2:] == "__"):
            return super().__getattribute__(name)
        peer, number = cls._retooled_class
        return peer.request("attr", RemoteOwned(number), name)

    def __setattr__(cls, name: str, value: Any) -> None:
        if name[:2] == "__" and name[-2:] == "__":
            super().__setattr__(name, value)
            return
        peer, number = cls._retooled_class
        peer.request("setattr", RemoteOwned(number), name, value)

    def __delattr__(cls, name: str) -> None:
        peer, number = cls._retooled_class
        peer.request("delattr", RemoteOwned(number), name)

    def __dir__(cls) -> list[str]:
        peer, number = cls._retooled_class
        return list(peer.request("dir", RemoteOwned(number)))


class Handle(metaclass=RemoteMeta):
    """An object of the other side. `_retooled` is [peer, number, times received]."""

    __slots__ = ("__weakref__", "_retooled")
    _retooled: list[Any]

    def __getattribute__(self, name: str) -> Any:
        if name in _LOCAL or (name.startswith("__array_") and name != "__array_priority__"):
            # `__array_interface__` is an address: from a learner it would be one of this process.
            return object.__getattribute__(self, name)
        return _peer(self).request("attr", self, name)

    def __setattr__(self, name: str, value: Any) -> None:
        _peer(self).request("setattr", self, name, value)

    def __delattr__(self, name: str) -> None:
        _peer(self).request("delattr", self, name)

    def __dir__(self) -> list[str]:
        return list(_peer(self).request("dir", self))

    def __repr__(self) -> str:
        return str(_peer(self).request("repr", self))

    def __str__(self) -> str:
        return str(_peer(self).request("str", self))

    def __format__(self, spec: str) -> str:
        return str(_peer(self).request("format", self, spec))

    def __deepcopy__(self, memo: Any) -> Any:
        return _peer(self).request("deepcopy", self)

    def __copy__(self) -> Any:
        return _peer(self).request("copy", self)

    def __reduce_ex__(self, protocol: Any) -> Any:
        raise TypeError("an object of the learner's process cannot be pickled here")

    def __hash__(self) -> int:
        return id(self)


def _peer(handle: Handle) -> Peer:
    peer: Peer = object.__getattribute__(handle, "_retooled")[0]
    return peer


def handle_id(value: Any, peer: Peer) -> int | None:
    """The other side's number for a handle, a remote class or a reference to one."""
    if isinstance(value, RemoteOwned):
        return value.number
    cls = type(value)
    if issubclass(cls, Handle):
        return int(object.__getattribute__(value, "_retooled")[1])
    if isinstance(value, type):
        return peer.classes.number_of(value)
    return None


def _released(peer: weakref.ref[Peer], parts: list[Any]) -> None:
    if (target := peer()) is not None:
        target.release(parts[1], parts[2])


class Classes:
    """Describes this side's classes to the other, and builds stand-ins for the other's."""

    def __init__(self, peer: Peer) -> None:
        self.peer = peer
        self.described: dict[type, int] = {}
        self.built: dict[int, type] = {}
        self.numbers: dict[type, int] = {}
        self.tuples: dict[tuple[str, ...], type] = {}

    def number_of(self, cls: type) -> int | None:
        return self.numbers.get(cls)

    # This side's classes.

    def put(self, encoder: Encoder, cls: type) -> None:
        """A class as a value."""
        encoder.out += b"K"
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
        encoder.put((cls.__name__, cls.__module__, cls.__qualname__, _special_names(cls)))
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
        if bytes(decoder.take(1)) == b"\0":
            if number not in self.built:
                raise WireError("no such class")
            return self.built[number]
        about, bases = decoder.get(), decoder.items()
        if not _is_description(about) or not all(isinstance(base, type) for base in bases):
            raise WireError("bad description of a class")
        cls = self._build(number, about, tuple(bases))
        self.built[number] = cls
        self.numbers[cls] = number
        return cls

    def _build(self, number: int, about: Any, bases: tuple[type, ...]) -> type:
        name, module, qualname, special = about
        body = {"__module__": module, "__qualname__": qualname}
        errors = tuple(base for base in bases if issubclass(base, BaseException))
        if errors:
            return _make_type(type, name, errors, body)
        body |= {"_retooled_class": (self.peer, number), "__slots__": ()}
        strict = self.peer.checker and not self.peer.learner_compares
        body |= methods_for(special, strict=strict)
        remote = tuple(base for base in bases if isinstance(base, RemoteMeta))
        return _make_type(RemoteMeta, name, (*(remote or (Handle,)), *self._trusted(bases)), body)

    def _trusted(self, bases: tuple[type, ...]) -> tuple[type, ...]:
        """Bases of this side that tests ask `isinstance` for: torch's modules."""
        return tuple(base for base in bases if base.__module__.startswith("torch.nn.modules"))

    def make(self, cls: type, number: int) -> Handle:
        if not issubclass(cls, Handle):
            raise WireError("not a class of objects")
        handle: Handle = object.__new__(cls)
        parts = [self.peer, number, 0]
        object.__setattr__(handle, "_retooled", parts)
        weakref.finalize(handle, _released, weakref.ref(self.peer), parts).atexit = False
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


def _make_type(meta: type, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
    global _making
    _making = True
    try:
        made: type = meta(name, bases, body)
    except TypeError:
        made = meta(name, bases[:1], body)  # bases that cannot be combined here: the first decides
    finally:
        _making = False
    return made


def _special_names(cls: type) -> tuple[str, ...]:
    found = {name for base in cls.__mro__[:-1] for name in vars(base) if name in FORWARDED}
    return tuple(sorted(name for name in found if getattr(cls, name, None) is not None))


def _is_description(about: Any) -> bool:
    return (
        type(about) is tuple
        and len(about) == 4
        and all(type(text) is str for text in about[:3])
        and type(about[3]) is tuple
        and all(name in FORWARDED for name in about[3])
    )


def _are_names(names: Any) -> bool:
    return (
        type(names) is tuple
        and 0 < len(names) < 200
        and len(set(names[1:])) == len(names) - 1
        and all(type(name) is str and name.isidentifier() for name in names)
        and not any(name.startswith("_") for name in names[1:])
        and not any(keyword.iskeyword(name) for name in names)
    )
