"""Mutable values that exist on both sides of the wire, kept the same.

A value is shared while each side has somebody who holds it: then a change made here has to be
seen there, as it would be in one process. Both sides keep the same table of numbered entries.
Every message begins with what changed since the last one and which entries its sender has let
go of. An honest learner lets go of every argument that it did not keep; one that does not can
change what it was given, exactly as it could in one process, and nothing else.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from apps.sandbox.proxy.kinds import KINDS, Kind
from apps.sandbox.proxy.mixed import open_mutable, put_header
from apps.sandbox.wire import Decoder, Encoder, WireError

if TYPE_CHECKING:
    from apps.sandbox.proxy.peer import Peer


@dataclass(slots=True)
class _Entry:
    value: Any
    kind: Kind
    snapshot: Any
    mine: bool


_probe = _Entry([], KINDS[0], None, True)
_ALONE = sys.getrefcount(_probe.value)  # what it says of a value that only its entry holds


class Shared:
    """The table of shared values of one side. `first` (0 or 1) keeps the sides' numbers apart."""

    def __init__(self, first: int) -> None:
        self.kinds = {kind.type: kind for kind in KINDS}
        self.tags = {kind.tag: kind for kind in KINDS}
        self.entries: dict[int, _Entry] = {}
        self.numbers: dict[int, int] = {}
        self.next = first
        self.fresh: list[int] = []
        self.told: list[int] = []
        self.gone: list[int] = []

    def add_kind(self, kind: Kind, *types: type) -> None:
        self.tags[kind.tag] = kind
        for each in (kind.type, *types):
            self.kinds[each] = kind

    def number_of(self, value: Any) -> int | None:
        return self.numbers.get(id(value))

    # Writing.

    def put(
        self, encoder: Encoder, value: Any, kind: Kind, *, share: bool, mixed: Peer | None = None
    ) -> None:
        """Write a value of a mutable type: as a number, as a new entry, or as content only.

        `mixed`: the value is an instance of a subclass, whose class and number are written too.
        """
        if (known := self.numbers.get(id(value))) is not None:
            encoder.tag(b"r", known)
            return
        if share:
            number, self.next = self.next, self.next + 2
            self._enter(number, value, kind, mine=True)
            self.fresh.append(number)
            encoder.tag(b"m", number)
        if mixed is not None:
            put_header(mixed, encoder, value)
        encoder.out += kind.tag
        kind.put(encoder, value)

    def _enter(self, number: int, value: Any, kind: Kind, *, mine: bool) -> None:
        self.entries[number] = _Entry(value, kind, None, mine)
        self.numbers[id(value)] = number

    def _leave(self, number: int) -> None:
        entry = self.entries.pop(number, None)
        if entry is not None:
            self.numbers.pop(id(entry.value), None)

    def may_have_news(self) -> bool:
        return bool(self.entries or self.gone)

    def put_news(self, encoder: Encoder) -> None:
        """What changed here since the last message, and what nobody here holds any more."""
        changed = [n for n, e in self.entries.items() if not e.kind.same(e.value, e.snapshot)]
        encoder.tag(b"", len(changed))
        for number in changed:
            entry = self.entries[number]
            encoder.tag(b"", number)
            entry.kind.put(encoder, entry.value)
        self.told = changed
        self._let_go()
        encoder.tag(b"", len(self.gone))
        for number in self.gone:
            encoder.tag(b"", number)

    def _let_go(self) -> None:
        for number in list(self.entries):
            if sys.getrefcount(self.entries[number].value) <= _ALONE and self._may_go(number):
                self._leave(number)
                self.gone.append(number)

    def _may_go(self, number: int) -> bool:
        # A tensor that requires grad is also held by graphs that Python does not see.
        entry = self.entries[number]
        return entry.mine or not entry.kind.requires_grad(entry.value)

    def sent(self) -> None:
        """The message is on its way: from now on changes count against what it said."""
        if not (self.gone or self.told or self.fresh):
            return
        for number in (*self.told, *self.fresh):
            if (entry := self.entries.get(number)) is not None:
                entry.snapshot = entry.kind.snapshot(entry.value)
        self.gone, self.told, self.fresh = [], [], []

    def unsent(self, since: int = 0) -> None:
        """The message could not be written: forget what only it would have introduced."""
        for number in self.fresh[since:]:
            self._leave(number)
        del self.fresh[since:]

    # Reading.

    def get_new(self, decoder: Decoder, peer: Peer) -> Any:
        number = decoder.number()
        if number % 2 == self.next % 2 or number in self.entries:
            raise WireError("not a new number")
        tag = decoder.tag()
        if tag == b"u":
            value, kind = open_mutable(peer, decoder, self.tags)
        elif tag not in self.tags:
            raise WireError("not a mutable kind")
        else:
            kind = self.tags[tag]
            value = kind.empty() if kind.empty else kind.fill(None, decoder)
        self._enter(number, value, kind, mine=False)
        entry = self.entries[number]  # may be let go of while its items are read: keys have hashes
        if kind.empty:
            kind.fill(value, decoder)
        entry.snapshot = kind.snapshot(value)
        return value

    def get_known(self, decoder: Decoder) -> Any:
        entry = self.entries.get(decoder.number())
        if entry is None:
            raise WireError("no such value")
        return entry.value

    def get_plain(self, tag: bytes, decoder: Decoder) -> Any:
        kind = self.tags[tag]
        return kind.fill(kind.empty() if kind.empty else None, decoder)

    def get_news(self, decoder: Decoder) -> None:
        for _ in range(decoder.number()):
            entry = self.entries.get(decoder.number())
            if entry is None:
                raise WireError("no such value")
            entry.kind.fill(entry.value, decoder)
            entry.snapshot = entry.kind.snapshot(entry.value)
        for _ in range(decoder.number()):
            self._leave(decoder.number())
