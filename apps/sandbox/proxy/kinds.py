"""The mutable values that cross by content: how each is written, read, filled and compared."""

from __future__ import annotations

import collections
import operator
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from apps.sandbox import arrays
from apps.sandbox.wire import Decoder, Encoder, WireError, hashable


@dataclass(frozen=True)
class Kind:
    """One mutable type.

    `empty` makes a container that is known before its items are read (None: the value is made by
    `fill(None, decoder)`); `fill` reads new content into a value; `snapshot` keeps what `same`
    needs to tell whether the value was changed since.
    """

    tag: bytes
    type: type
    put: Callable[[Encoder, Any], None]
    fill: Callable[[Any, Decoder], Any]
    snapshot: Callable[[Any], Any]
    same: Callable[[Any, Any], bool]
    empty: Callable[[], Any] | None = None
    requires_grad: Callable[[Any], bool] = lambda value: False


def _sequence(tag: bytes, base: Any) -> Kind:
    """A list or deque. The base's own methods are named: a subclass may have others."""

    def fill(value: Any, decoder: Decoder) -> Any:
        items = decoder.list_items()
        base.clear(value)
        base.extend(value, items)
        return value

    def snapshot(value: Any) -> Any:
        return tuple(base.__iter__(value))

    def same(value: Any, before: Any) -> bool:
        return base.__len__(value) == len(before) and all(
            map(operator.is_, base.__iter__(value), before)
        )

    def put(encoder: Encoder, value: Any) -> None:
        encoder.sequence([*base.__iter__(value)])

    return Kind(tag, base, put, fill, snapshot, same, base)


def _mapping(tag: bytes, base: Any) -> Kind:
    def put(encoder: Encoder, value: Any) -> None:
        encoder.items(b"", [part for pair in base.items(value) for part in pair])

    def fill(value: Any, decoder: Decoder) -> Any:
        pairs = decoder.pairs()
        base.clear(value)
        for key, item in pairs.items():
            base.__setitem__(value, key, item)
        return value

    def snapshot(value: Any) -> Any:
        return tuple(base.__iter__(value)), tuple(base.values(value))

    def same(value: Any, before: Any) -> bool:
        keys, items = before
        return (
            base.__len__(value) == len(keys)
            and all(map(operator.is_, base.__iter__(value), keys))
            and all(map(operator.is_, base.values(value), items))
        )

    return Kind(tag, base, put, fill, snapshot, same, base)


def _fill_set(value: Any, decoder: Decoder) -> Any:
    items = hashable(decoder.items())
    set.clear(value)
    set.update(value, items)
    return value


def _same_set(value: Any, snapshot: Any) -> bool:
    return set.__len__(value) == len(snapshot) and {*map(id, set.__iter__(value))} == {
        *map(id, snapshot)
    }


def _fill_bytes(value: bytearray, decoder: Decoder) -> bytearray:
    value[:] = decoder.blob()
    return value


def _fill_array(value: Any, decoder: Decoder) -> Any:
    new = arrays.get_array(decoder)
    if value is None:
        return new
    if value.dtype != new.dtype or value.size != new.size:
        raise WireError("an array cannot change its dtype or size")
    locked = not value.flags.writeable
    if locked:
        value.flags.writeable = True  # refused by NumPy where the memory is truly read-only
    if value.shape != new.shape:
        value.shape = new.shape
    value[...] = new
    value.flags.writeable = not locked
    return value


def _array_key(value: np.ndarray[Any, Any]) -> Any:
    return value.shape, value.tobytes()


def _fill_generator(value: Any, decoder: Decoder) -> Any:
    state = decoder.get()
    if value is None:
        return arrays.make_generator(state)
    arrays.set_generator(value, state)
    return value


KINDS = [
    _sequence(b"L", list),
    _sequence(b"Q", collections.deque),
    _mapping(b"d", dict),
    _mapping(b"O", collections.OrderedDict),
    _mapping(b"C", collections.Counter),
    Kind(
        b"e",
        set,
        lambda encoder, value: encoder.items(b"", list(set.__iter__(value))),
        _fill_set,
        lambda value: tuple(set.__iter__(value)),
        _same_set,
        set,
    ),
    Kind(b"B", bytearray, Encoder.blob, _fill_bytes, bytes, operator.eq, bytearray),
    Kind(
        b"a",
        np.ndarray,
        arrays.put_array,
        _fill_array,
        _array_key,
        lambda value, key: _array_key(value) == key,
    ),
    Kind(
        b"G",
        np.random.Generator,
        lambda encoder, value: encoder.put(arrays.generator_state(value)),
        _fill_generator,
        lambda value: repr(value.bit_generator.state),
        lambda value, key: repr(value.bit_generator.state) == key,
    ),
]
