"""One end of the conversation between checker and learner: requests, answers, and values in them.

The conversation alternates: a side that sent a request reads until the answer comes, and serves
the requests that come before it (callbacks). A message is a kind byte, the news (what changed in
shared values and which objects were let go of), and one value. A kind in small letters: no news.
"""

from __future__ import annotations

import sys
import threading
import weakref
from collections.abc import Callable
from typing import Any, Protocol

import numpy as np

from apps.sandbox import arrays
from apps.sandbox.proxy import errors, mixed, plain
from apps.sandbox.proxy.classes import Classes
from apps.sandbox.proxy.handles import Handle, class_number, handle_number
from apps.sandbox.proxy.names import names_of
from apps.sandbox.proxy.shared import Shared
from apps.sandbox.wire import Decoder, Encoder, WireError

REQUEST, ANSWER, ERROR = b"Q", b"A", b"E"
_WITH_NEWS = (REQUEST, ANSWER, ERROR)
_BASES: tuple[Any, ...] = (int, float, complex, str, bytes, tuple, frozenset)


class Channel(Protocol):
    """Carries whole frames; raises EOFError when the other side is gone."""

    def send(self, body: bytes | bytearray) -> None: ...
    def receive(self) -> bytes | bytearray: ...


class Peer:
    """`serve(peer, op, args)` carries out a request; it decides what the other side may do."""

    def __init__(
        self,
        channel: Channel,
        serve: Callable[[Peer, str, tuple[Any, ...]], Any],
        *,
        checker: bool,
        root: str,
        learner_compares: bool = True,
    ) -> None:
        self.channel = channel
        self.serve_request = serve
        self.checker = checker
        self.root = root
        self.learner_compares = learner_compares
        self.names = names_of(checker)
        self.shared = Shared(0 if checker else 1)
        self.classes = Classes(self)
        self.exports: dict[int, list[Any]] = {}  # number: [object, times sent]
        self.export_numbers: dict[int, int] = {}
        self.next_export = 1
        self.handles: weakref.WeakValueDictionary[int, Handle] = weakref.WeakValueDictionary()
        self.mixed: set[int] = set()  # objects that came from arithmetic with plain data
        self.released: list[tuple[int, int]] = []
        self.inbox: list[Any] = []
        self.extra_tags: dict[bytes, Callable[[Decoder], Any]] = {}
        self.writers: dict[type, Callable[[Any, Encoder], None]] = {}
        self.failed_check: BaseException | None = None  # in a callback, during the open request
        self.errors_put = 0  # in the message that is being written
        self.kept: dict[int, Any] = {}  # members of enumerations that are numbers or text
        self.lock = threading.RLock()
        plain.install(self)

    # Messages.

    def request(self, op: str, *args: Any) -> Any:
        """Ask the other side; raises what it raised. Threads take turns."""
        with self.lock:
            return self._request(op, *args)

    def _request(self, op: str, *args: Any) -> Any:
        self._send(REQUEST, (op, *args))
        while True:
            kind = self._receive()
            if kind == ANSWER:
                return self.inbox.pop()[0]
            if kind == ERROR:
                raise self.inbox.pop()
            self._answer()

    def serve(self) -> None:
        """Answer requests until the other side is gone."""
        while True:
            try:
                kind = self._receive()
            except EOFError:
                return
            if kind != REQUEST:
                raise WireError("a request was due")
            self._answer()

    def _answer(self) -> None:
        request = self.inbox.pop()
        if type(request) is not tuple or not request or type(request[0]) is not str:
            raise WireError("not a request")
        try:
            answer = (self.serve_request(self, request[0], request[1:]),)
            del request  # so that arguments nobody kept count as let go
            self._send(ANSWER, answer)
        except EOFError:
            raise
        except BaseException as error:
            self._send(ERROR, error)

    def _send(self, kind: bytes, value: Any) -> None:
        encoder = Encoder(self._refer)
        self.errors_put = 0
        try:
            self._put_news(encoder, kind)
            if kind == ERROR:
                errors.put(self, encoder, value)
            else:
                encoder.put(value)
        except BaseException:
            self.shared.unsent()
            raise
        self.released.clear()
        self.channel.send(encoder.out)
        self.shared.sent()

    def _put_news(self, encoder: Encoder, kind: bytes) -> None:
        if self.released or self.shared.may_have_news():
            encoder.out += kind
            self.shared.put_news(encoder)
            encoder.items(b"", [part for pair in self.released for part in pair])
        else:
            encoder.out += kind.lower()

    def _receive(self) -> bytes:
        """Read a message; its value is left in the inbox, where no frame holds it."""
        decoder = Decoder(self.channel.receive(), self._resolve)
        kind = decoder.tag()
        if kind in _WITH_NEWS:
            self.shared.get_news(decoder)
            self._forget(decoder.items())
        kind = kind.upper()
        value = errors.get(self, decoder) if kind == ERROR else decoder.get()
        if decoder.at != len(decoder.data) or kind not in _WITH_NEWS:
            raise WireError("not one value")
        if kind == ANSWER and (type(value) is not tuple or len(value) != 1):
            raise WireError("not an answer")
        self.inbox.append(value)
        return kind

    def _forget(self, flat: list[Any]) -> None:
        for number, count in zip(flat[::2], flat[1::2], strict=False):
            export = self.exports.get(number)
            if export is not None:
                export[1] -= count
                if export[1] <= 0:
                    del self.exports[number]
                    self.export_numbers.pop(id(export[0]), None)

    def mark(self, encoder: Encoder) -> tuple[int, ...]:
        """Where a value begins that may turn out to have no encoding."""
        return len(encoder.out), encoder.depth, len(self.shared.fresh), self.next_export

    def take_back(self, encoder: Encoder, mark: tuple[int, ...]) -> None:
        """Forget what was written since `mark`, and that the other side knows of it."""
        size, encoder.depth, fresh, export = mark
        del encoder.out[size:]
        self.shared.unsent(fresh)
        self.classes.undescribe(export)

    # Writing what is not plain data.

    def _refer(self, value: Any, encoder: Encoder) -> None:
        cls = type(value)
        if issubclass(cls, Handle):
            encoder.tag(b"h", handle_number(value, self))
        elif (writer := self.writers.get(cls)) is not None:
            writer(value, encoder)
        elif (kind := self.shared.kinds.get(cls)) is not None:
            share = self.checker or sys.getrefcount(value) > _UNHELD
            self.shared.put(encoder, value, kind, share=share)
        elif isinstance(value, np.generic) and cls.__module__ == "numpy":
            encoder.out += b"g"
            arrays.put_scalar(encoder, value)
        elif isinstance(value, np.dtype):
            encoder.out += b"y"
            encoder.text(arrays.dtype_name(value))
        elif (name := self.names.ours.get(id(value))) is not None:
            encoder.out += b"p"
            encoder.text(name)
        elif (number := class_number(value, self)) is not None:
            encoder.tag(b"h", number)
        elif isinstance(value, type):
            self.classes.put(encoder, value)
        elif isinstance(value, BaseException):
            encoder.out += b"X"
            errors.put(self, encoder, value, errors.MAX_CHAIN)
        else:
            self._refer_base(value, encoder)

    def _refer_base(self, value: Any, encoder: Encoder) -> None:
        """A subclass of a plain type is sent as its base content; anything else as a handle."""
        cls = type(value)
        base = None if self.checker or id(cls) in self.names.ours else mixed.base_of(cls)
        if base in self.shared.kinds:
            self.shared.put(encoder, value, self.shared.kinds[base], share=True, mixed=self)
            return
        if base is not None:
            mixed.put(self, encoder, value, base)
            return
        if isinstance(value, tuple) and hasattr(type(value), "_fields"):
            self.classes.put_named_tuple(encoder, value)
            return
        for base in _BASES:
            if isinstance(value, base):
                encoder.put(base.__new__(base, value) if base is not str else str.__str__(value))
                return
        for mutable, kind in self.shared.kinds.items():
            if isinstance(value, mutable):
                encoder.out += kind.tag
                kind.put(encoder, value)
                return
        self._export(value, encoder)

    def _export(self, value: Any, encoder: Encoder) -> None:
        encoder.tag(b"k", self.export_number(value))
        self.classes.put_description(encoder, type(value))

    def export_number(self, value: Any) -> int:
        """The number of an object of ours that the other side is about to hold."""
        number = self.export_numbers.get(id(value))
        if number is None:
            number = self.next_export
            self.next_export += 1
            self.exports[number] = [value, 0]
            self.export_numbers[id(value)] = number
        self.exports[number][1] += 1
        return number

    # Reading what is not plain data.

    def _resolve(self, tag: bytes, decoder: Decoder) -> Any:
        if tag in self.shared.tags:
            return self.shared.get_plain(tag, decoder)
        reader = _READERS.get(tag)
        if reader is not None:
            return reader(self, decoder)
        if tag in self.extra_tags:
            return self.extra_tags[tag](decoder)
        raise WireError("no such tag")

    def _get_name(self, decoder: Decoder) -> Any:
        name = decoder.text()
        if name not in self.names.theirs:
            raise WireError(f"{name[:80]} may not be named")
        return self.names.theirs[name]

    def _get_own(self, decoder: Decoder) -> Any:
        export = self.exports.get(decoder.number())
        if export is None:
            raise WireError("no such object")
        return export[0]

    def _get_handle(self, decoder: Decoder) -> Handle:
        number = decoder.number()
        cls = self.classes.get_description(decoder)
        handle = self.handles.get(number)
        if handle is None:
            handle = self.classes.make(cls, number)
            self.handles[number] = handle
        object.__getattribute__(handle, "_retooled")[2][0] += 1
        return handle

    def release(self, number: int, count: int) -> None:
        self.released.append((number, count))


_READERS: dict[bytes, Callable[[Peer, Decoder], Any]] = {
    b"m": lambda peer, decoder: peer.shared.get_new(decoder, peer),
    b"r": lambda peer, decoder: peer.shared.get_known(decoder),
    b"g": lambda peer, decoder: arrays.get_scalar(decoder),
    b"y": lambda peer, decoder: arrays.read_dtype(decoder.text()),
    b"p": Peer._get_name,
    b"h": Peer._get_own,
    b"k": Peer._get_handle,
    b"K": lambda peer, decoder: peer.classes.get(decoder),
    b"X": lambda peer, decoder: errors.get(peer, decoder),
    b"n": lambda peer, decoder: peer.classes.get_named_tuple(decoder),
    b"u": mixed.get,
}


def _unheld() -> int:
    """What getrefcount says in `_refer` of a value that only the container being sent holds."""
    counts: list[int] = []
    encoder = Encoder(lambda value, _: counts.append(sys.getrefcount(value)))
    encoder.put(([],))
    return counts[0]


_UNHELD = _unheld()
