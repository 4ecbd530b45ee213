"""Millions of bytes of damaged messages: each gives the trusted side a value or WireError."""

import collections
import fractions
import random
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.sandbox.wire import WireError
from tests.sandbox.test_wire import Recorded, make_peer

EXAMPLES, MESSAGES = 50, 400
ENOUGH = 3_000_000
Point = collections.namedtuple("Point", "x y")


class Thing:
    def __len__(self) -> int:
        return 1


class Trouble(ValueError):
    pass


VALUES: list[Any] = [
    None, True, -(1 << 70), 1.5, 2j, "text\ud800", b"bytes", (1, [2.0, 3.0], {"a": {1, 2}}),
    np.arange(12.0).reshape(3, 4).T, np.float32(1.5), np.array(["a", "bc"]), np.dtype("f4"),
    np.random.default_rng(3), np.random.Generator(np.random.MT19937(3)), fractions.Fraction(1, 3),
    range(2, 9, 3), slice(1, None), bytearray(b"more"), collections.deque([1, 2]), Point(1, 2),
    collections.Counter("aab"), collections.OrderedDict(b=1), frozenset({1}), Thing(), Thing,
    [Thing(), Thing()], np.sin, float, Trouble("no", Thing()), KeyError("k"), ..., NotImplemented,
]  # fmt: skip


def honest_messages() -> list[bytes]:
    """What an honest learner's process sends: answers and errors with each kind of value."""
    peer = make_peer(checker=False)
    assert isinstance(peer.channel, Recorded)
    for value in VALUES:
        peer._send(b"A", (value,))
        peer._send(b"A", ([value, value],))
    for error in (Trouble("no"), OSError(2, "gone"), SyntaxError("bad", ("f", 1, 2, "x"))):
        peer._send(b"E", error)
    return peer.channel.sent


def damaged(message: bytes, others: list[bytes], dice: random.Random) -> bytes:
    data = bytearray(message)
    for _ in range(dice.choice((1, 1, 1, 2, 4))):
        at, size = dice.randrange(len(data) + 1), dice.choice((1, 1, 4, 4, 20))
        other = dice.choice(others)
        start = dice.randrange(len(other))
        data[at : at + size] = dice.choice(
            (
                dice.randbytes(size),
                b"",
                dice.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", b"\1\0\0\0", b"\0\0\0\x80")),
                other[start : start + 60],
                bytes(data[at : at + size]) * 3,
            )
        )
    return bytes(data)


def test_millions_of_bytes() -> None:
    messages, total, values = honest_messages(), 0, 0

    @settings(max_examples=EXAMPLES, database=None, deadline=None, derandomize=True)
    @given(st.integers(0, 1 << 64))
    def run(seed: int) -> None:
        nonlocal total, values
        dice = random.Random(seed)
        peer = make_peer(checker=True)
        assert isinstance(peer.channel, Recorded)
        for _ in range(MESSAGES):
            peer.channel.next = damaged(dice.choice(messages), messages, dice)
            total += len(peer.channel.next)
            try:
                peer._receive()
                values += 1
            except WireError:
                peer = make_peer(checker=True)
                peer.channel = Recorded()

    run()
    print(f"{total} bytes in {EXAMPLES * MESSAGES} messages, {values} of them readable")
    assert total >= ENOUGH and values > 0
