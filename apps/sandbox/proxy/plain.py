"""Values of the standard library that cross as a short name and a few plain parts."""

from __future__ import annotations

import datetime
import decimal
import inspect
import pathlib
import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from apps.sandbox.wire import Decoder, Encoder, WireError

if TYPE_CHECKING:
    from apps.sandbox.proxy.peer import Peer

Parts = tuple[Any, ...]


def _clock_parts(value: Any) -> Parts:
    offset = value.utcoffset()
    zone = None if offset is None else datetime.timezone(offset)
    return (value.hour, value.minute, value.second, value.microsecond, zone, value.fold)


def _datetime(*parts: Any) -> datetime.datetime:
    *place, fold = parts
    return datetime.datetime(*place, fold=fold)


def _time(*parts: Any) -> datetime.time:
    *place, fold = parts
    return datetime.time(*place, fold=fold)


def _signature_parts(value: inspect.Signature) -> Parts:
    empty = inspect.Parameter.empty
    parameters = tuple(
        (each.name, int(each.kind), each.default is not empty, _or_none(each.default))
        for each in value.parameters.values()
    )
    return (parameters,)


def _or_none(value: Any) -> Any:
    return None if value is inspect.Parameter.empty else value


def _signature(parameters: Any) -> inspect.Signature:
    kinds = list(inspect._ParameterKind)
    empty = inspect.Parameter.empty
    return inspect.Signature(
        [
            inspect.Parameter(name, kinds[kind], default=default if given else empty)
            for name, kind, given, default in parameters
        ]
    )


_KINDS: dict[str, tuple[type, Callable[[Any], Parts], Callable[..., Any]]] = {
    "path": (pathlib.PosixPath, lambda value: (str(value),), pathlib.PosixPath),
    "purepath": (pathlib.PurePosixPath, lambda value: (str(value),), pathlib.PurePosixPath),
    "date": (
        datetime.date,
        lambda value: (value.year, value.month, value.day),
        datetime.date,
    ),
    "datetime": (
        datetime.datetime,
        lambda value: (value.year, value.month, value.day, *_clock_parts(value)),
        _datetime,
    ),
    "time": (datetime.time, _clock_parts, _time),
    "timedelta": (
        datetime.timedelta,
        lambda value: (value.days, value.seconds, value.microseconds),
        datetime.timedelta,
    ),
    "timezone": (
        datetime.timezone,
        lambda value: (value.utcoffset(None),),
        datetime.timezone,
    ),
    "decimal": (decimal.Decimal, lambda value: (str(value),), decimal.Decimal),
    "uuid": (uuid.UUID, lambda value: (str(value),), uuid.UUID),
    "signature": (inspect.Signature, _signature_parts, _signature),
}
_PARTS = (int, str, type(None), datetime.timedelta, datetime.timezone)
_NAMES = {kind: name for name, (kind, _, _) in _KINDS.items()}


def _put(value: Any, encoder: Encoder) -> None:
    name = _NAMES[type(value)]
    encoder.out += b"P"
    encoder.text(name)
    encoder.put(_KINDS[name][1](value))


def _get(decoder: Decoder) -> Any:
    kind, parts = _KINDS.get(decoder.text()), decoder.get()
    if kind is None or type(parts) is not tuple:
        raise WireError("no such kind of plain value")
    if kind[0] is not inspect.Signature and not all(type(part) in _PARTS for part in parts):
        raise WireError(f"bad {kind[0].__name__}")
    try:
        return kind[2](*parts)
    except Exception:
        raise WireError(f"bad {kind[0].__name__}") from None


def install(peer: Peer) -> None:
    """Teach a peer these types."""
    peer.writers |= dict.fromkeys(_NAMES, _put)
    peer.extra_tags[b"P"] = _get
