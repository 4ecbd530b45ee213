"""torch's dtypes, devices and random generators on the wire."""

from __future__ import annotations

import importlib
from typing import Any

import numpy as np

from apps.sandbox.proxy.kinds import Kind
from apps.sandbox.proxy.peer import Peer
from apps.sandbox.wire import Decoder, Encoder, WireError

torch: Any = importlib.import_module("torch")

DTYPES = {
    str(dtype).removeprefix("torch."): dtype
    for dtype in (
        torch.float16, torch.float32, torch.float64, torch.bfloat16, torch.bool, torch.uint8,
        torch.int8, torch.int16, torch.int32, torch.int64, torch.complex64, torch.complex128,
    )
}  # fmt: skip
_DEVICES = ("cpu", "meta")


def _get_dtype(decoder: Decoder) -> Any:
    name = decoder.text()
    if name not in DTYPES:
        raise WireError("no such dtype of torch")
    return DTYPES[name]


def _put_dtype(value: Any, encoder: Encoder) -> None:
    encoder.out += b"Y"
    encoder.text(str(value).removeprefix("torch."))


def _get_device(decoder: Decoder) -> Any:
    name = decoder.text()
    if name not in _DEVICES:
        raise WireError("no such device")
    return torch.device(name)


def _put_device(value: Any, encoder: Encoder) -> None:
    encoder.out += b"V"
    encoder.text(value.type)


def _get_generator(decoder: Decoder) -> Any:
    generator = torch.Generator()
    state = np.frombuffer(decoder.blob(), np.uint8).copy()
    try:
        generator.set_state(torch.from_numpy(state))
    except (RuntimeError, TypeError):
        raise WireError("bad generator state") from None
    return generator


def _fill_generator(value: Any, decoder: Decoder) -> Any:
    new = _get_generator(decoder)
    if value is None:
        return new
    value.set_state(new.get_state())
    return value


def _generator_state(value: Any) -> bytes:
    return bytes(value.get_state().numpy().tobytes())


def install(peer: Peer) -> None:
    generator = Kind(
        b"H", torch.Generator, lambda encoder, value: encoder.blob(_generator_state(value)),
        _fill_generator, _generator_state,
        lambda value, state: _generator_state(value) == state,
    )  # fmt: skip
    peer.shared.add_kind(generator)
    peer.writers[torch.dtype] = _put_dtype
    peer.writers[torch.device] = _put_device
    peer.extra_tags |= {b"Y": _get_dtype, b"V": _get_device}
