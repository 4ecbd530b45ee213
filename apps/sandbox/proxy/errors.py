"""Exceptions as bytes: type, arguments, attributes, text, and the learner's own traceback lines."""

from __future__ import annotations

import linecache
import os
from types import TracebackType
from typing import TYPE_CHECKING, Any

from apps.sandbox.wire import Decoder, Encoder, WireError

if TYPE_CHECKING:
    from apps.sandbox.proxy.peer import Peer

MAX_FRAMES = 30
MAX_TEXT = 4000
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


def put(peer: Peer, encoder: Encoder, error: BaseException) -> None:
    cls = type(error)
    encoder.put(cls)
    start = peer.mark(encoder)
    try:
        encoder.put(tuple(error.args))
    except (WireError, RecursionError):
        peer.take_back(encoder, start)
        encoder.put((_text(error),))
    encoder.put(_text(error))
    encoder.put(_frames(peer, error))


def _frames(peer: Peer, error: BaseException) -> tuple[Frame, ...]:
    syntax: tuple[Frame, ...] = ()
    if isinstance(error, SyntaxError) and (error.filename or "").startswith(peer.root):
        place = os.path.relpath(str(error.filename), peer.root)
        code = str(error.text or "").strip()[:300]
        syntax = ((place, int(error.lineno or 0), "<module>", code),)
    kept = getattr(error, "learner_frames", ())
    return (*own_frames(error.__traceback__, peer.root), *syntax, *kept)[-MAX_FRAMES:]


def _text(error: BaseException) -> str:
    try:
        return str(error)[:MAX_TEXT]
    except Exception:  # a learner's own __str__
        return ""


def get(peer: Peer, decoder: Decoder) -> BaseException:
    cls, args, text, frames = decoder.get(), decoder.get(), decoder.get(), decoder.get()
    if type(args) is not tuple or type(text) is not str or not _are_frames(frames):
        raise WireError("bad exception")
    if not isinstance(cls, type) or not issubclass(cls, BaseException):
        raise WireError("not an exception")
    error = _build(cls, args, text)
    error.learner_frames = frames  # type: ignore[attr-defined]
    error.learner_text = text  # type: ignore[attr-defined]
    return error


def _build(cls: type[BaseException], args: tuple[Any, ...], text: str) -> BaseException:
    if issubclass(cls, _ENDS_SESSION):
        return LearnerError(f"{cls.__name__}: {text}")
    try:
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
