"""The wire format between checker and learner: values as bytes, and back, trusting no byte.

A frame is a little-endian u32 length and that many bytes. A value is one tag byte and what the
tag needs. Nothing is ever evaluated, imported or unpickled. `Encoder` and `Decoder` know plain
data; what has identity (arrays, containers that are still held elsewhere, objects) goes through
the two hooks `refer` and `resolve`, which `apps.sandbox.proxy` fills in.
"""

from __future__ import annotations

import collections
import fractions
import struct
from collections.abc import Callable
from typing import Any

MAX_FRAME = 64 << 20
MAX_DEPTH = 100
MAX_COLLIDING = 1000
MAX_FRACTION_BITS = 1 << 14
_I64 = range(-(1 << 63), 1 << 63)
_u32 = struct.Struct("<I")
_i64 = struct.Struct("<q")
_f64 = struct.Struct("<d")
_c128 = struct.Struct("<dd")
Bytes = bytes | bytearray | memoryview
_TAGS = [bytes((code,)) for code in range(256)]


class WireError(Exception):
    """Bytes that no honest peer sends, or a value that has no encoding."""


class Encoder:
    """Appends encoded values to `out`. `refer(value, self)` writes what is not plain data."""

    def __init__(self, refer: Callable[[Any, Encoder], None]) -> None:
        self.out = bytearray()
        self.refer = refer
        self.depth = 0

    def put(self, value: Any) -> None:
        writer = _WRITERS.get(type(value))
        if writer is None:
            self.refer(value, self)
        else:
            writer(self, value)

    def tag(self, tag: bytes, number: int) -> None:
        self.out += tag
        self.out += _u32.pack(number)

    def blob(self, data: bytes | bytearray | memoryview) -> None:
        self.out += _u32.pack(len(data))
        self.out += data

    def text(self, text: str) -> None:
        self.blob(text.encode("utf-8", "surrogatepass"))

    def items(self, tag: bytes, values: list[Any] | tuple[Any, ...]) -> None:
        """A count and that many values, one level deeper."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise WireError("nested too deeply (a container that holds itself?)")
        self.tag(tag, len(values))
        for value in values:
            self.put(value)
        self.depth -= 1

    def sequence(self, values: list[Any]) -> None:
        """A list; one of only floats or only small ints is packed."""
        kinds = set(map(type, values))
        if kinds == {float}:
            self.tag(b"D", len(values))
            self.out += struct.pack(f"<{len(values)}d", *values)
        elif kinds == {int} and min(values) in _I64 and max(values) in _I64:
            self.tag(b"q", len(values))
            self.out += struct.pack(f"<{len(values)}q", *values)
        else:
            self.items(b"l", values)


def _put_int(encoder: Encoder, value: int) -> None:
    if value in _I64:
        encoder.out += b"i"
        encoder.out += _i64.pack(value)
    else:
        encoder.out += b"I"
        encoder.blob(value.to_bytes(value.bit_length() // 8 + 1, "little", signed=True))


def _put_str(encoder: Encoder, value: str) -> None:
    encoder.out += b"s"
    encoder.text(value)


def _put_bytes(encoder: Encoder, value: bytes) -> None:
    encoder.out += b"b"
    encoder.blob(value)


def _put_constant(tag: bytes) -> Callable[[Encoder, Any], None]:
    def put(encoder: Encoder, _: Any) -> None:
        encoder.out += tag

    return put


_WRITERS: dict[type, Callable[[Encoder, Any], None]] = {
    type(None): _put_constant(b"N"),
    type(...): _put_constant(b"."),
    type(NotImplemented): _put_constant(b"!"),
    bool: lambda encoder, value: encoder.out.extend(b"T" if value else b"F"),
    int: _put_int,
    float: lambda encoder, value: encoder.out.extend(b"f" + _f64.pack(value)),
    complex: lambda encoder, value: encoder.out.extend(b"c" + _c128.pack(value.real, value.imag)),
    str: _put_str,
    bytes: _put_bytes,
    tuple: lambda encoder, value: encoder.items(b"t", value),
    frozenset: lambda encoder, value: encoder.items(b"z", list(value)),
    range: lambda encoder, value: encoder.items(b"R", (value.start, value.stop, value.step)),
    slice: lambda encoder, value: encoder.items(b"S", (value.start, value.stop, value.step)),
    fractions.Fraction: lambda encoder, value: encoder.items(b"%", value.as_integer_ratio()),
}


class Decoder:
    """Reads values from `data`. `resolve(tag, self)` reads every tag that is not plain data."""

    def __init__(self, data: Bytes, resolve: Callable[[bytes, Decoder], Any]) -> None:
        self.data = memoryview(data)
        self.at = 0
        self.resolve = resolve
        self.depth = 0

    def take(self, size: int) -> memoryview:
        end = self.at + size
        if size < 0 or end > len(self.data):
            raise WireError("frame ends early")
        part = self.data[self.at : end]
        self.at = end
        return part

    def unpack(self, form: struct.Struct) -> tuple[Any, ...]:
        """What `take` and `form.unpack` would give, without a slice between them."""
        at = self.at
        self.at += form.size
        try:
            return form.unpack_from(self.data, at)
        except struct.error:
            raise WireError("frame ends early") from None

    def tag(self) -> bytes:
        at = self.at
        self.at += 1
        if at >= len(self.data):
            raise WireError("frame ends early")
        return _TAGS[self.data[at]]

    def number(self) -> int:
        return int(self.unpack(_u32)[0])

    def blob(self) -> memoryview:
        return self.take(self.number())

    def text(self) -> str:
        try:
            return str(self.blob(), "utf-8", "surrogatepass")
        except UnicodeDecodeError:
            raise WireError("text is not UTF-8") from None

    def get(self) -> Any:
        tag = self.tag()
        reader = _READERS.get(tag)
        return self.resolve(tag, self) if reader is None else reader(self)

    def items(self) -> list[Any]:
        self.depth += 1
        if self.depth > MAX_DEPTH + 10:
            raise WireError("nested too deeply")
        count = self.number()
        if count > len(self.data) - self.at:
            raise WireError("more items than bytes")
        values = [self.get() for _ in range(count)]
        self.depth -= 1
        return values

    def packed(self, code: str) -> list[Any]:
        count = self.number()
        return list(struct.unpack(f"<{count}{code}", self.take(8 * count)))

    def list_items(self) -> list[Any]:
        """The items of any of the three list forms, whose tag is read here."""
        tag = self.tag()
        if tag == b"l":
            return self.items()
        if tag in b"Dq":
            return self.packed("d" if tag == b"D" else "q")
        raise WireError("a list was due")

    def pairs(self) -> dict[Any, Any]:
        values = self.items()
        if len(values) % 2:
            raise WireError("a key without a value")
        return dict(zip(hashable(values[::2]), values[1::2], strict=True))


def hashable(values: list[Any]) -> list[Any]:
    """Keys that a table may take: in one of many keys with one hash, time would be quadratic."""
    try:
        hashes = collections.Counter(map(hash, values))
    except TypeError:
        raise WireError("a key that cannot be hashed") from None
    if len(values) > MAX_COLLIDING and hashes.most_common(1)[0][1] > MAX_COLLIDING:
        raise WireError("too many keys of one hash")
    return values


def _get_slice(decoder: Decoder) -> slice:
    parts = decoder.items()
    if len(parts) != 3:
        raise WireError("bad slice")
    return slice(*parts)


def _get_range(decoder: Decoder) -> range:
    parts = decoder.items()
    if len(parts) != 3 or any(type(part) is not int for part in parts) or not parts[2]:
        raise WireError("bad range")
    return range(*parts)


def _get_fraction(decoder: Decoder) -> fractions.Fraction:
    parts = decoder.items()
    if len(parts) != 2 or any(type(part) is not int for part in parts) or not parts[1]:
        raise WireError("bad fraction")
    if max(part.bit_length() for part in parts) > MAX_FRACTION_BITS:
        raise WireError("a fraction of too long numbers")
    return fractions.Fraction(*parts)


_READERS: dict[bytes, Callable[[Decoder], Any]] = {
    b"N": lambda decoder: None,
    b"T": lambda decoder: True,
    b"F": lambda decoder: False,
    b".": lambda decoder: ...,
    b"!": lambda decoder: NotImplemented,
    b"i": lambda decoder: decoder.unpack(_i64)[0],
    b"I": lambda decoder: int.from_bytes(decoder.blob(), "little", signed=True),
    b"f": lambda decoder: decoder.unpack(_f64)[0],
    b"c": lambda decoder: complex(*decoder.unpack(_c128)),
    b"s": Decoder.text,
    b"b": lambda decoder: bytes(decoder.blob()),
    b"l": Decoder.items,
    b"D": lambda decoder: decoder.packed("d"),
    b"q": lambda decoder: decoder.packed("q"),
    b"t": lambda decoder: tuple(decoder.items()),
    b"z": lambda decoder: frozenset(hashable(decoder.items())),
    b"R": _get_range,
    b"S": _get_slice,
    b"%": _get_fraction,
}


def frame(body: bytes | bytearray) -> bytes:
    if len(body) > MAX_FRAME:
        raise WireError(f"a message of {len(body) >> 20} MiB; the limit is {MAX_FRAME >> 20} MiB")
    return _u32.pack(len(body)) + body


def frame_size(head: bytes) -> int:
    """Of the frame that begins with these bytes: how many follow the first four."""
    size = int(_u32.unpack_from(head)[0])
    if size > MAX_FRAME:
        raise WireError("frame too large")
    return size
