"""Stand-ins: an object of the other side as an object of this one, its class as a class."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from apps.sandbox.proxy.special import Namespace, RemoteOwned
from apps.sandbox.wire import WireError

if TYPE_CHECKING:
    from apps.sandbox.proxy.peer import Peer

_LOCAL = {
    "__class__",
    "__cuda_array_interface__",
    "__dlpack__",
    "__dlpack_device__",
    "_retooled",
    "_retooled_class",
    "_retooled_base",
    "_retooled_own",
    "__deepcopy__",
    "__copy__",
    "__reduce_ex__",
    "__weakref__",
}
# What a class says of itself; its other names between double underscores are those of a stand-in.
_SAID = {
    "__doc__", "__annotations__", "__slots__", "__abstractmethods__", "__match_args__",
    "__members__", "__dataclass_fields__", "__dataclass_params__", "__init__", "__post_init__",
    "__signature__", "__text_signature__", "__orig_bases__", "__parameters__", "__wrapped__",
}  # fmt: skip
making = False


class RemoteMeta(type):
    """The type of a class that stands for one on the other side."""

    _retooled_class: tuple[Any, int]

    def __new__(mcs, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> RemoteMeta:
        if not making and bases and bases != (Handle,):
            raise TypeError(
                f"{bases[0].__name__} lives in the learner's process: tests cannot subclass it"
            )
        return super().__new__(mcs, name, bases, body)

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        return _ask(cls, "call", args, tuple(kwargs.items()))

    def __getattribute__(cls, name: str) -> Any:
        if name in _LOCAL or not _is_remote(cls):
            return super().__getattribute__(name)
        if name == "__dict__":
            peer, number = cls._retooled_class
            return Namespace(peer, RemoteOwned(number), super().__getattribute__("__dict__"))
        if name[:2] == "__" and name[-2:] == "__" and name not in _SAID:
            return super().__getattribute__(name)
        return _ask(cls, "attr", name)

    def __setattr__(cls, name: str, value: Any) -> None:
        if name[:2] == "__" and name[-2:] == "__":
            super().__setattr__(name, value)
        else:
            _ask(cls, "setattr", name, value)

    def __delattr__(cls, name: str) -> None:
        _ask(cls, "delattr", name)

    def __dir__(cls) -> list[str]:
        return list(_ask(cls, "dir"))

    # What a metaclass of the learner's may give its classes: those of enumerations, above all.

    def __bool__(cls) -> bool:
        return True

    def __len__(cls) -> int:
        return int(_ask(cls, "len"))

    def __iter__(cls) -> Iterator[Any]:
        return iter(_ask(cls, "iter"))

    def __getitem__(cls, key: Any) -> Any:
        return _ask(cls, "getitem", key)

    def __contains__(cls, value: Any) -> bool:
        return _ask(cls, "contains", value) is True

    def __instancecheck__(cls, value: Any) -> bool:
        if super().__instancecheck__(value) or not _is_remote(cls):
            return super().__instancecheck__(value)
        peer, _ = cls._retooled_class
        asked = peer.learner_compares and isinstance(value, Handle)
        return asked and _ask(cls, "isinstance", value) is True


def _is_remote(cls: type) -> bool:
    return "_retooled_class" in type.__getattribute__(cls, "__dict__")


def _ask(cls: RemoteMeta, op: str, *args: Any) -> Any:
    peer, number = cls._retooled_class
    return peer.request(op, RemoteOwned(number), *args)


def is_local(name: str) -> bool:
    # `__array_interface__` is an address: from a learner it would be one of this process.
    return name in _LOCAL or (name.startswith("__array_") and name != "__array_priority__")


class Handle(metaclass=RemoteMeta):
    """An object of the other side. `_retooled` is [peer, number, times received]."""

    __slots__ = ()
    _retooled: Any = None  # of the class: says what it is (apps.sandbox.proxy.special)

    def __getattribute__(self, name: str) -> Any:
        if is_local(name):
            return object.__getattribute__(self, name)
        return peer_of(self).request("attr", self, name)

    def __setattr__(self, name: str, value: Any) -> None:
        peer_of(self).request("setattr", self, name, value)

    def __delattr__(self, name: str) -> None:
        peer_of(self).request("delattr", self, name)

    def __dir__(self) -> list[str]:
        return list(peer_of(self).request("dir", self))

    def __deepcopy__(self, memo: Any) -> Any:
        return peer_of(self).request("deepcopy", self)

    def __copy__(self) -> Any:
        return peer_of(self).request("copy", self)

    def __reduce_ex__(self, protocol: Any) -> Any:
        """The learner's process pickles it, and again when it is loaded; here it is a number."""
        peer = peer_of(self)
        _frozen.append((peer, peer.request("freeze", self)))
        return _thaw, (len(_frozen) - 1,)


_frozen: list[tuple[Any, bytes]] = []


def _thaw(number: int) -> Any:
    peer, data = _frozen[number]
    return peer.request("thaw", data)


class Opaque(Handle):
    """An object that is no plain data of any kind."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(peer_of(self).request("repr", self))

    def __str__(self) -> str:
        return str(peer_of(self).request("str", self))

    def __format__(self, spec: str) -> str:
        return str(peer_of(self).request("format", self, spec))

    def __hash__(self) -> int:
        return id(self)


def peer_of(handle: Handle) -> Peer:
    peer: Peer = object.__getattribute__(handle, "_retooled")[0]
    return peer


def handle_number(handle: Handle, peer: Peer) -> int:
    """The other side's number for the object that a handle stands for."""
    owner, number, _ = object.__getattribute__(handle, "_retooled")
    if owner is not peer:
        raise WireError("an object of another process cannot be given to this one")
    return int(number)


def class_number(value: Any, peer: Peer) -> int | None:
    """The other side's number for a class that stands for one of its own, or a reference to it."""
    if isinstance(value, RemoteOwned):
        return value.number
    if isinstance(value, type):
        return peer.classes.number_of(value)
    return None


def make_type(meta: type, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
    """A stand-in class; where its bases cannot be combined here, the first decides."""
    global making
    making = True
    try:
        made: type = meta(name, bases, body)
    except TypeError:
        made = meta(name, bases[:1], body)
    finally:
        making = False
    return made
