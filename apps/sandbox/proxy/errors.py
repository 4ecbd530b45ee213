"""Exceptions as bytes: type, arguments, attributes, text, and the learner's own traceback lines."""

from __future__ import annotations

import linecache
import os
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Any

from apps.sandbox.wire import Decoder, Encoder, WireError

if TYPE_CHECKING:
    from apps.sandbox.proxy.peer import Peer

MAX_FRAMES = 30
MAX_TEXT = 4000
MAX_CHAIN = 4
MAX_ERRORS = 30
# These would end the test session instead of failing one test.
_ENDS_SESSION = (KeyboardInterrupt, GeneratorExit)

Frame = tuple[str, int, str, str]


class LearnerError(Exception):
    """Stands for an exception of the learner's that cannot be built in the checker."""


class ProgramEnded(Exception):
    """Stands for a SystemExit before any test: pytest would end its session for that one."""


def own_frames(traceback: TracebackType | None, root: str) -> list[Frame]:
    """(file, line, function, code) of each frame whose file lies below `root`, innermost last."""
    frames = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        name = code.co_filename
        if name.startswith(root):
            line = linecache.getline(name, traceback.tb_lineno).strip()
            place = os.path.relpath(name, root)
            frames.append((place, traceback.tb_lineno, code.co_name, line[:300]))
        traceback = traceback.tb_next
    return frames[-MAX_FRAMES:]


def put(peer: Peer, encoder: Encoder, error: BaseException, depth: int = 0) -> None:
    peer.errors_put += 1
    if peer.errors_put > MAX_ERRORS:  # causes and groups may go round in circles
        error = LearnerError(type(error).__name__)
        depth = MAX_CHAIN
    cls = type(error)
    encoder.put(cls)
    _put_or(peer, encoder, tuple(error.args), (_text(error, str),))
    frames = _frames(peer, error)
    own = id(cls) not in peer.names.ours and not peer.checker
    shown = _text(error, repr) if own else ""
    encoder.put((_text(error, str), shown, frames, error.__suppress_context__))
    notes = getattr(error, "__notes__", ())
    encoder.put(tuple(note for note in notes if type(note) is str)[:MAX_FRAMES])
    attributes = _attributes(error, own)
    encoder.tag(b"", 2 * len(attributes))
    for name, value in attributes:
        encoder.put(name)
        _put_or(peer, encoder, value, None)
    encoder.put(peer.export_number(error) if own else 0)
    for linked in (error.__cause__, error.__context__):
        if linked is None or depth >= MAX_CHAIN:
            encoder.put(None)
        else:
            encoder.out += b"X"
            put(peer, encoder, linked, depth + 1)


def _put_or(peer: Peer, encoder: Encoder, value: Any, instead: Any) -> None:
    start = peer.mark(encoder)
    try:
        encoder.put(value)
    except (WireError, RecursionError):
        peer.take_back(encoder, start)
        encoder.put(instead)


def _attributes(error: BaseException, own: bool) -> list[tuple[str, Any]]:
    """What the learner's code set on its exception, as far as it is of use to a test."""
    if not own:
        return []
    return [
        (name, value)
        for name, value in vars(error).items()
        if type(name) is str and not name.startswith(("__", "learner_"))
    ]


def _frames(peer: Peer, error: BaseException) -> tuple[Frame, ...]:
    syntax: tuple[Frame, ...] = ()
    if isinstance(error, SyntaxError) and (error.filename or "").startswith(peer.root):
        place = os.path.relpath(str(error.filename), peer.root)
        code = str(error.text or "").strip()[:300]
        syntax = ((place, int(error.lineno or 0), "<module>", code),)
    kept = getattr(error, "learner_frames", ())
    return (*own_frames(error.__traceback__, peer.root), *syntax, *kept)[-MAX_FRAMES:]


def _text(error: BaseException, read: Callable[[BaseException], str]) -> str:
    try:
        return str(read(error))[:MAX_TEXT]
    except Exception:  # a learner's own __str__
        return ""


def get(peer: Peer, decoder: Decoder) -> BaseException:
    cls, args, about, notes = decoder.get(), decoder.get(), decoder.get(), decoder.get()
    attributes, number = decoder.items(), decoder.get()
    if not _is_about(about) or not _is_whole(args, notes, attributes, number):
        raise WireError("bad exception")
    if not isinstance(cls, type) or not issubclass(cls, BaseException):
        raise WireError("not an exception")
    text, shown, frames, suppress = about
    error = _build(cls, args, text)
    names = [name for name in attributes[::2] if type(name) is str and name[:2] != "__"]
    if len(names) * 2 == len(attributes):
        error.__dict__.update(zip(names, attributes[1::2], strict=True))
    for note in notes:
        error.add_note(note)
    kept = {"learner_frames": frames, "learner_text": text, "learner_str": text}
    error.__dict__.update(kept | {"learner_repr": shown})
    if number:
        error.__dict__["_retooled"] = peer.classes.parts(number, 1)
    error.__cause__, error.__context__ = _linked(decoder), _linked(decoder)
    error.__suppress_context__ = suppress
    return error


def _linked(decoder: Decoder) -> BaseException | None:
    found = decoder.get()
    if found is not None and not isinstance(found, BaseException):
        raise WireError("bad exception")
    return found


def _is_about(about: Any) -> bool:
    return (
        type(about) is tuple
        and list(map(type, about)) == [str, str, tuple, bool]
        and _are_frames(about[2])
    )


def _is_whole(args: Any, notes: Any, attributes: list[Any], number: Any) -> bool:
    return (
        type(args) is tuple
        and type(notes) is tuple
        and all(type(note) is str for note in notes)
        and len(attributes) % 2 == 0
        and type(number) is int
        and number >= 0
    )


def _build(cls: type[BaseException], args: tuple[Any, ...], text: str) -> BaseException:
    if issubclass(cls, _ENDS_SESSION):
        return LearnerError(f"{cls.__name__}: {text}")
    try:
        if cls.__module__ == "builtins":
            return cls(*args)  # a StopIteration's value is set by its `__init__`
        error = cls.__new__(cls, *args)
        error.args = args
    except Exception:
        return LearnerError(f"{cls.__name__}: {text}")
    if isinstance(error, SyntaxError):
        error.msg = args[0] if args and type(args[0]) is str else text
    return error


def _are_frames(frames: Any) -> bool:
    return (
        type(frames) is tuple
        and len(frames) <= MAX_FRAMES
        and all(
            type(frame) is tuple and list(map(type, frame)) == [str, int, str, str]
            for frame in frames
        )
    )
