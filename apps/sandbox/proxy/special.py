"""The special methods a handle forwards, and who decides when one is compared with plain data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

_words = str.split
_BINARY = _words("add sub mul matmul truediv floordiv mod divmod pow lshift rshift and or xor")
_UNARY = _words("neg pos abs invert round trunc floor ceil")
_CONVERSION = _words("int float complex index bool")
_CONTAINER = _words("len length_hint getitem setitem delitem contains missing array")
_OTHER = _words(
    "iter next reversed call enter exit hash fspath bytes await aiter anext aenter aexit "
    "get set delete set_name"
)
COMPARED = frozenset({"__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__"})
ARITHMETIC = frozenset(
    {
        *(f"__{prefix}{name}__" for name in _BINARY for prefix in ("", "r", "i")),
        *(f"__{name}__" for name in _UNARY),
    }
)
FORWARDED = COMPARED | ARITHMETIC | {f"__{name}__" for name in (*_CONVERSION, *_CONTAINER, *_OTHER)}


class RemoteOwned:
    """A number of the other side's object where no handle is at hand (a class, say)."""

    __slots__ = ("number",)

    def __init__(self, number: int) -> None:
        self.number = number


class Namespace(Mapping[str, Any]):
    """The `__dict__` of a module or class of the other side, asked for name by name."""

    def __init__(self, peer: Any, owner: Any, here: Mapping[str, Any] | None = None) -> None:
        self.peer, self.owner, self.here = peer, owner, here

    def __getitem__(self, name: str) -> Any:
        if self.here is not None and name in FORWARDED:
            return self.here[name]  # special methods of a class are known on both sides
        return self.peer.request("var", self.owner, name)

    def __iter__(self) -> Iterator[str]:
        return iter(self.peer.request("vars", self.owner))

    def __len__(self) -> int:
        return len(self.peer.request("vars", self.owner))


def _ask(handle: Any, op: str, *args: Any) -> Any:
    return object.__getattribute__(handle, "_retooled")[0].request(op, handle, *args)


def _forward(name: str) -> Callable[..., Any]:
    def method(self: Any, *args: Any, **kwargs: Any) -> Any:
        return _ask(self, "special", name, args, tuple(kwargs.items()))

    method.__name__ = name
    return method


def _call(self: Any, *args: Any, **kwargs: Any) -> Any:
    return _ask(self, "call", args, tuple(kwargs.items()))


def _exit(self: Any, kind: Any, error: Any, traceback: Any) -> Any:
    # A traceback belongs to its process; the exception itself crosses.
    return _ask(self, "special", "__exit__", (kind, error, None), ())


def _compare(name: str) -> Callable[..., Any]:
    def method(self: Any, other: Any) -> Any:
        # Only two objects of the learner's are compared by the learner's code: `__eq__` of its
        # own must not be what makes an answer right.
        if not hasattr(type(other), "_retooled"):
            return NotImplemented
        return _ask(self, "special", name, (other,), ())

    method.__name__ = name
    return method


def _compute(name: str) -> Callable[..., Any]:
    """Arithmetic with plain data gives an object again, not plain data.

    Else `abs(answer - expected) < 1e-9` would be decided by the answer's own `__sub__`.
    """

    def method(self: Any, *args: Any) -> Any:
        answer = _ask(self, "special", name, args, ())
        if not _mixed(self) and (not args or all(map(_unmixed_object, args))):
            return answer
        if answer is NotImplemented or answer is None:
            return answer
        if not hasattr(type(answer), "_retooled"):
            raise TypeError(
                f"a {type(self).__name__} object decided what it gives with plain data; "
                "compare its values instead"
            )
        peer, number, _ = object.__getattribute__(answer, "_retooled")
        peer.mixed.add(number)
        return answer

    method.__name__ = name
    return method


def _mixed(handle: Any) -> bool:
    """Whether the object came from arithmetic with plain data."""
    peer, number, _ = object.__getattribute__(handle, "_retooled")
    return number in peer.mixed


def _unmixed_object(value: Any) -> bool:
    return hasattr(type(value), "_retooled") and not _mixed(value)


def _hash(self: Any) -> int:
    """Asked for once: whatever it is, it may not change while a set or dict holds the object."""
    kept = object.__getattribute__(self, "__dict__")
    if "_hash" not in kept:
        answer = _ask(self, "special", "__hash__", (), ())
        kept["_hash"] = answer if type(answer) is int else id(self)
    return int(kept["_hash"])


def _refuse_truth(self: Any) -> bool:
    raise TypeError(
        f"a {type(self).__name__} object was used as true or false; only True and False are"
    )


def methods_for(names: Iterable[str], *, strict: bool) -> dict[str, Any]:
    """The bodies of a stand-in's special methods. Strict: plain data is compared on this side."""
    if strict:
        names = [name for name in names if name != "__hash__"]
    methods: dict[str, Any] = {name: _forward(name) for name in names}
    if "__call__" in methods:
        methods["__call__"] = _call
    if "__exit__" in methods:
        methods["__exit__"] = _exit
    if strict:
        methods |= {name: _compare(name) for name in methods if name in COMPARED}
        methods |= {name: _compute(name) for name in methods if name in ARITHMETIC}
        if "__bool__" in methods:
            methods["__bool__"] = _refuse_truth
    if strict and "__eq__" in methods:
        methods["__hash__"] = lambda self: id(self)
    elif "__hash__" in methods:
        methods["__hash__"] = _hash
    elif "__eq__" in methods:
        methods["__hash__"] = None
    return methods
