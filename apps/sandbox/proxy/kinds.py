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


def _fill_list(value: Any, decoder: Decoder) -> Any:
    items = decoder.list_items()
    value.clear()
    value.extend(items)
    return value


def _fill_dict(value: Any, decoder: Decoder) -> Any:
    pairs = decoder.pairs()
    value.clear()
    value.update(pairs)
    return value


def _put_dict(encoder: Encoder, value: dict[Any, Any]) -> None:
    flat = [part for pair in value.items() for part in pair]
    encoder.items(b"", flat)


def _fill_set(value: Any, decoder: Decoder) -> Any:
    items = hashable(decoder.items())
    value.clear()
    value.update(items)
    return value


def _fill_bytes(value: bytearray, decoder: Decoder) -> bytearray:
    value[:] = decoder.blob()
    return value


def _same_items(value: Any, snapshot: Any) -> bool:
    return len(value) == len(snapshot) and all(map(operator.is_, value, snapshot))


def _same_dict(value: Any, snapshot: Any) -> bool:
    return _same_items(value, snapshot) and all(
        map(operator.is_, value.values(), snapshot.values())
    )


def _same_set(value: Any, snapshot: Any) -> bool:
    return len(value) == len(snapshot) and {*map(id, value)} == {*map(id, snapshot)}


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


def _mapping(tag: bytes, kind: type) -> Kind:
    return Kind(tag, kind, _put_dict, _fill_dict, lambda value: dict(value), _same_dict, kind)


KINDS = [
    Kind(b"L", list, Encoder.sequence, _fill_list, tuple, _same_items, list),
    Kind(
        b"Q",
        collections.deque,
        lambda encoder, value: encoder.sequence(list(value)),
        _fill_list,
        tuple,
        _same_items,
        collections.deque,
    ),
    _mapping(b"d", dict),
    _mapping(b"O", collections.OrderedDict),
    _mapping(b"C", collections.Counter),
    Kind(
        b"e",
        set,
        lambda encoder, value: encoder.items(b"", list(value)),
        _fill_set,
        set,
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
