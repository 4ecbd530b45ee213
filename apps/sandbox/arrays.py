"""NumPy arrays, scalars and random generators as bytes.

The layout crosses too: the order of the axes in memory, whether the data is contiguous and
whether it may be written, because learners' code can depend on each and tests look at them.
"""

from __future__ import annotations

import functools
import math
import re
import struct
from collections.abc import Sequence
from typing import Any

import numpy as np

from apps.sandbox.wire import Decoder, Encoder, WireError

_DTYPE = re.compile(r"[<>|][biufc](1|2|4|8|16)|[<>|][US]\d{1,6}")
_MAX_UNICODE = 0x10FFFF
_WRITEABLE, _GAPPED = 1, 2
_BIT_GENERATORS = {
    name: getattr(np.random, name) for name in ("PCG64", "PCG64DXSM", "MT19937", "Philox", "SFC64")
}


def dtype_name(dtype: np.dtype[Any]) -> str:
    """The name under which `dtype` crosses; WireError when it may not."""
    if (
        dtype.names is not None
        or not _DTYPE.fullmatch(dtype.str)
        or dtype.str[1:] in ("f16", "c32")
    ):
        raise WireError(f"an array of dtype {dtype} cannot cross to the checker")
    return dtype.str


@functools.lru_cache(256)
def read_dtype(name: str) -> np.dtype[Any]:
    if not _DTYPE.fullmatch(name) or name[1:] == "f16":
        raise WireError("dtype not allowed")
    try:
        return np.dtype(name)
    except TypeError:
        raise WireError("no such dtype") from None


def put_array(encoder: Encoder, array: np.ndarray[Any, Any]) -> None:
    flags = _WRITEABLE * array.flags.writeable
    order: Sequence[int] = range(array.ndim)
    if not array.flags.c_contiguous:
        order = sorted(order, key=lambda axis: -abs(array.strides[axis]))
        array = array.transpose(order)
        flags |= _GAPPED * (not array.flags.c_contiguous)
    encoder.out += _head(array.dtype, flags, tuple(order), array.shape)
    encoder.blob(array.tobytes())


@functools.lru_cache(256)
def _head(
    dtype: np.dtype[Any], flags: int, order: tuple[int, ...], shape: tuple[int, ...]
) -> bytes:
    """What stands before the bytes of an array: most of a program's arrays are alike."""
    encoder = Encoder(lambda value, _: None)
    encoder.text(dtype_name(dtype))
    encoder.out += bytes([flags, len(order)]) + _layout(len(order)).pack(*order, *shape)
    return bytes(encoder.out)


@functools.lru_cache(65)
def _layout(ndim: int) -> struct.Struct:
    return struct.Struct(f"<{ndim}B{ndim}Q")


def get_array(decoder: Decoder) -> np.ndarray[Any, Any]:
    dtype = read_dtype(decoder.text())
    flags, ndim = decoder.take(2)
    if ndim > 64:
        raise WireError("bad axes")
    parts = decoder.unpack(_layout(ndim))
    order, shape = parts[:ndim], parts[ndim:]
    in_order = order == tuple(range(ndim))
    if not in_order and sorted(order) != list(range(ndim)):
        raise WireError("bad axes")
    data = decoder.blob()
    # Sizes are compared without the zeros: (0, 2**62) holds no byte and still overflows NumPy.
    if math.prod(filter(None, shape)) > 1 << 40 or math.prod(shape) * dtype.itemsize != len(data):
        raise WireError("array does not match its bytes")
    flat = np.frombuffer(data, dtype=dtype) if data else np.empty(0, dtype)
    packed = _checked(flat).reshape(shape)
    array = _spread(packed) if flags & _GAPPED and ndim else packed.copy()
    if not in_order:
        array = array.transpose(np.argsort(order))
    if not flags & _WRITEABLE:
        array.flags.writeable = False
    return array


def _checked(flat: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Bytes that are no value of their dtype crash NumPy later: refuse or repair them here."""
    if flat.dtype.kind == "b":
        return flat.view(np.uint8).astype(bool)
    if flat.dtype.kind == "U" and flat.size and flat.dtype.itemsize:
        points = flat.view(flat.dtype.byteorder.replace("=", "<").replace("|", "<") + "u4")
        if points.max() > _MAX_UNICODE:
            raise WireError("not a character")
    return flat


def _spread(packed: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """The same array with a gap after each element, so that it is not contiguous."""
    room = np.zeros((*packed.shape[:-1], packed.shape[-1] * 2 + 1), packed.dtype)
    gapped = room[..., : packed.shape[-1] * 2 : 2]
    gapped[...] = packed
    return gapped


def put_scalar(encoder: Encoder, scalar: np.generic) -> None:
    encoder.text(dtype_name(scalar.dtype))
    encoder.blob(scalar.tobytes())


def get_scalar(decoder: Decoder) -> Any:
    dtype, data = read_dtype(decoder.text()), decoder.blob()
    if len(data) != dtype.itemsize or not data:
        if dtype.kind in "US" and not data:
            return dtype.type()
        raise WireError("bad scalar")
    return _checked(np.frombuffer(data, dtype=dtype))[0]


def generator_state(generator: np.random.Generator) -> dict[str, Any]:
    """The state of a generator as plain data."""
    state: dict[str, Any] = _plain(generator.bit_generator.state)
    return state


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    return [int(part) for part in value] if isinstance(value, np.ndarray) else value


def make_generator(state: Any) -> np.random.Generator:
    name = state.get("bit_generator") if type(state) is dict else None
    if name not in _BIT_GENERATORS:
        raise WireError("no such bit generator")
    generator = np.random.Generator(_BIT_GENERATORS[name](0))
    set_generator(generator, state)
    return generator


def set_generator(generator: np.random.Generator, state: Any) -> None:
    inner = state.get("state") if type(state) is dict else None
    place = inner.get("pos", 0) if type(inner) is dict else 0
    # NumPy does not check these two before it indexes with them.
    if not (_in(place, 625) and _in(state.get("buffer_pos", 0), 5)):
        raise WireError("bad generator state")
    try:
        generator.bit_generator.state = _arrays(state)
    except (TypeError, ValueError, KeyError, OverflowError):
        raise WireError("bad generator state") from None


def _in(number: Any, end: int) -> bool:
    return type(number) is int and 0 <= number < end


def _arrays(value: Any) -> Any:
    if type(value) is dict:
        return {key: _arrays(part) for key, part in value.items()}
    if type(value) is list and all(type(part) is int and 0 <= part < 1 << 64 for part in value):
        return np.array(value, dtype=np.uint64)
    return value
