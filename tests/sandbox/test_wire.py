"""The wire format on the trusted side: whatever bytes come, a value or WireError."""

import contextlib
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.sandbox.proxy.peer import Peer
from apps.sandbox.wire import MAX_FRAME, Decoder, Encoder, WireError, frame, frame_size


def fuzz(examples: int) -> settings:
    """Settings of a property; no example database, no deadline on a busy machine."""
    return settings(
        max_examples=examples,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


class Recorded:
    """A channel whose next message is given."""

    def __init__(self) -> None:
        self.sent: list[bytes] = []
        self.next = b""

    def send(self, body: bytes | bytearray) -> None:
        self.sent.append(bytes(body))

    def receive(self) -> bytes:
        return self.next


def make_peer(*, checker: bool) -> Peer:
    def refuse(peer: Peer, op: str, args: tuple[Any, ...]) -> Any:
        raise AttributeError(op)

    return Peer(Recorded(), refuse, checker=checker, root="/box/", learner_compares=False)


def encode(value: Any, peer: Peer) -> bytes:
    encoder = Encoder(peer._refer)
    encoder.put(value)
    return bytes(encoder.out)


def crossed(value: Any) -> Any:
    """`value` as the checker gets it from the learner."""
    data = encode(value, make_peer(checker=False))
    decoder = Decoder(memoryview(data), make_peer(checker=True)._resolve)
    found = decoder.get()
    assert decoder.at == len(data)
    return found


scalars = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
    | st.binary() | st.complex_numbers(allow_nan=False)
)  # fmt: skip
keys = st.integers() | st.text() | st.binary() | st.booleans() | st.none()
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner)
        | st.lists(inner).map(tuple)
        | st.dictionaries(keys, inner)
        | st.sets(keys)
        | st.frozensets(keys)
    ),
    max_leaves=30,
)


@fuzz(200)
@given(values)
def test_values_cross_unchanged(value: Any) -> None:
    answer = crossed(value)
    assert type(answer) is type(value)
    assert answer == value


@fuzz(100)
@given(st.integers(min_value=-(1 << 4000), max_value=1 << 4000))
def test_integers_of_any_size(value: int) -> None:
    assert crossed(value) == value


@fuzz(2000)
@given(st.binary(max_size=300))
def test_any_bytes_give_a_value_or_a_wire_error(data: bytes) -> None:
    with contextlib.suppress(WireError):
        Decoder(memoryview(data), make_peer(checker=True)._resolve).get()


TAGS = b"NTF.!iIfcsblDqtzRS%LQdOCeBaGmrgyphkKXn"


@fuzz(2000)
@given(st.lists(st.sampled_from([bytes([tag]) for tag in TAGS]) | st.binary(max_size=8)))
def test_bytes_that_look_like_values(parts: list[bytes]) -> None:
    with contextlib.suppress(WireError):
        Decoder(memoryview(b"".join(parts)), make_peer(checker=True)._resolve).get()


@fuzz(500)
@given(values, st.integers(0, 10_000), st.binary(min_size=1, max_size=4))
def test_a_damaged_message(value: Any, at: int, patch: bytes) -> None:
    data = bytearray(encode([value, np.arange(3.0)], make_peer(checker=False)))
    at %= len(data)
    data[at : at + len(patch)] = patch
    with contextlib.suppress(WireError):
        Decoder(memoryview(data), make_peer(checker=True)._resolve).get()


@fuzz(500)
@given(st.sampled_from([b"Q", b"A", b"E", b"q", b"a", b"e"]), st.binary(max_size=200))
def test_whole_messages(kind: bytes, rest: bytes) -> None:
    peer = make_peer(checker=True)
    assert isinstance(peer.channel, Recorded)
    peer.channel.next = kind + rest
    with contextlib.suppress(WireError):
        peer._receive()


@pytest.mark.parametrize("count", [1 << 31, (1 << 32) - 1])
def test_a_count_is_checked_before_memory_is_taken(count: int) -> None:
    for tag in (b"l", b"t", b"D", b"q", b"s", b"I"):
        with pytest.raises(WireError):
            data = memoryview(tag + count.to_bytes(4, "little"))
            Decoder(data, make_peer(checker=True)._resolve).get()


def test_depth_is_bounded() -> None:
    deep: list[Any] = []
    for _ in range(5000):
        deep = [deep]
    with pytest.raises(WireError, match="deep"):
        crossed(deep)
    with pytest.raises(WireError, match="deep"):
        data = b"t\1\0\0\0" * 5000 + b"N"
        Decoder(memoryview(data), make_peer(checker=True)._resolve).get()


def test_a_container_that_holds_itself_crosses() -> None:
    loop: list[Any] = []
    loop.append(loop)
    answer = crossed([loop])[0]
    assert answer[0] is answer


def test_frames_are_bounded() -> None:
    with pytest.raises(WireError):
        frame_size((MAX_FRAME + 1).to_bytes(4, "little"))
    assert frame_size(frame(b"abc")[:4]) == 3


@pytest.mark.parametrize("dtype", ["O", "V8", "M8[s]", "f16"])
def test_dtypes_that_may_not_cross(dtype: str) -> None:
    with pytest.raises(WireError):
        crossed(np.zeros(2, dtype=dtype))


def test_bytes_that_are_no_boolean_and_no_character() -> None:
    flags = bytearray(encode(np.array([True, False]), make_peer(checker=False)))
    flags[-2:] = b"\x07\xff"
    got = Decoder(memoryview(flags), make_peer(checker=True)._resolve).get()
    assert got.view(np.uint8).tolist() == [1, 1]
    text = bytearray(encode(np.array(["a"]), make_peer(checker=False)))
    text[-4:] = b"\xff\xff\xff\x7f"
    with pytest.raises(WireError, match="character"):
        Decoder(memoryview(text), make_peer(checker=True)._resolve).get()


def test_the_state_of_a_generator_is_checked() -> None:
    generator = np.random.Generator(np.random.MT19937(3))
    assert crossed(generator).random() == np.random.Generator(np.random.MT19937(3)).random()
    state = dict(generator.bit_generator.state)
    state["state"] = {"key": [1] * 624, "pos": 1 << 30}
    peer = make_peer(checker=False)
    data = b"G" + encode(state, peer)
    with pytest.raises(WireError, match="generator"):
        Decoder(memoryview(data), make_peer(checker=True)._resolve).get()


def test_nothing_is_named_that_does_something() -> None:
    for name in ("builtins.eval", "builtins.open", "os.system", "numpy.load", "builtins.print"):
        data = b"p" + len(name).to_bytes(4, "little") + name.encode()
        with pytest.raises(WireError, match="named"):
            Decoder(memoryview(data), make_peer(checker=True)._resolve).get()


def test_numbers_of_subclasses_are_their_plain_values() -> None:
    class Lie(float):
        def __eq__(self, other: object) -> bool:
            return True

        __hash__ = float.__hash__

    answer = crossed(Lie(0.5))
    assert type(answer) is float and answer != 3 and math.isclose(answer, 0.5)
