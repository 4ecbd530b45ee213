"""Stand-ins for exception classes: real exception classes here, with the learner's attributes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from apps.sandbox.proxy.special import RemoteOwned

if TYPE_CHECKING:
    from apps.sandbox.proxy.peer import Peer


class FailureMeta(type):
    """Asks the other side for attributes of the class that are not here."""

    def __getattr__(cls, name: str) -> Any:
        about = type.__getattribute__(cls, "__dict__").get("_retooled_class")
        if about is None or name[:2] == "__":
            raise AttributeError(f"type object {cls.__name__!r} has no attribute {name!r}")
        return about[0].request("attr", RemoteOwned(about[1]), name)


def failure_body(peer: Peer, number: int, own: Iterable[str]) -> dict[str, Any]:
    body: dict[str, Any] = {"_retooled_class": (peer, number), "__getattr__": _attribute}
    return body | {name: _text_of(name) for name in own if name in ("__str__", "__repr__")}


def _attribute(self: Any, name: str) -> Any:
    """A property or method of the learner's exception, while it is kept over there."""
    owner = self.__dict__.get("_retooled")
    if owner is None or name[:2] == "__":
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
    return owner[0].request("attr", RemoteOwned(owner[1]), name)


def _text_of(name: str) -> Callable[[Any], str]:
    """The text that was sent with the exception: it was read once."""

    def method(self: Any) -> str:
        kept = self.__dict__.get("learner_" + name.strip("_"))
        return str(kept if kept is not None else getattr(Exception, name)(self))

    return method


def failure_class(name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
    try:
        return FailureMeta(name, bases, body)
    except TypeError:  # bases that cannot be combined here: the first decides
        return FailureMeta(name, bases[:1], body)
