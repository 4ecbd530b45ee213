"""The checker's view of the learner: one conversation, and what went wrong with it."""

from __future__ import annotations

import contextlib
import sys
import types
from collections.abc import Iterator
from typing import Any, NoReturn

import pytest

from apps.sandbox.inside.output import CheckerChannel, TooMuchOutput
from apps.sandbox.proxy.errors import LearnerError, ProgramEnded
from apps.sandbox.proxy.peer import Peer

_CLOSED_TO_LEARNER = (
    type, types.FunctionType, types.MethodType, types.BuiltinFunctionType, types.ModuleType,
    types.GeneratorType, types.CoroutineType, types.FrameType, types.CodeType,
)  # fmt: skip
_NOT_CALLABLE_BY_NAME = {"__array__", "__init__"}


class LearnerGone(BaseException):
    """No answer will come. Not an Exception: no test may catch it and go on to pass."""


def serve(peer: Peer, op: str, args: tuple[Any, ...]) -> Any:
    """What the learner may ask of objects that a test handed to it, and of no others."""
    if not args or id(args[0]) not in peer.export_numbers:
        raise TypeError("only an object that was passed as an argument can be used")
    target = args[0]
    if op == "call" and len(args) == 3:
        with _noted(peer):
            return target(*args[1], **dict(args[2]))
    if op == "special" and len(args) == 4 and args[1] not in _NOT_CALLABLE_BY_NAME:
        with _noted(peer):
            return getattr(type(target), _special_name(args[1]))(target, *args[2], **dict(args[3]))
    if op in ("repr", "str"):
        return f"<{type(target).__name__} of the tests>"
    if op in ("attr", "setattr") and not isinstance(target, _CLOSED_TO_LEARNER):
        name = args[1]
        if type(name) is str and not name.startswith("_"):
            return getattr(target, name) if op == "attr" else setattr(target, name, args[2])
    raise AttributeError(f"{type(target).__name__} of the tests has no such attribute here")


@contextlib.contextmanager
def _noted(peer: Peer) -> Iterator[None]:
    """A check that fails in a callback has failed, whether or not the learner's code catches it."""
    try:
        yield
    except (AssertionError, pytest.fail.Exception) as error:
        if isinstance(peer, Learner):
            peer.failed_check = error
        raise


def _special_name(name: Any) -> str:
    from apps.sandbox.proxy.special import FORWARDED

    if name not in FORWARDED:
        raise AttributeError("no such method")
    return str(name)


class Learner(Peer):
    """A peer that turns a lost or broken conversation into the end of the test session."""

    def __init__(self, channel: CheckerChannel, *, learner_compares: bool) -> None:
        super().__init__(channel, serve, checker=True, root="\0", learner_compares=learner_compares)
        self.lost: str | None = None
        self.detail: str | None = None  # for operators: what was wrong with an answer
        self.last: Any = None
        self.failed_import: BaseException | None = None
        self.failed_check: BaseException | None = None  # in a callback, during the open request
        self.open_requests = 0
        self.in_test = False
        if "torch" in sys.modules:
            from apps.sandbox.proxy import tensors

            tensors.install(self)

    def request(self, op: str, *args: Any) -> Any:
        if self.lost:
            raise LearnerGone(self.lost)
        self.open_requests += 1
        try:
            self.last = super().request(op, *args)
            return self.last
        except EOFError:
            self._lose("gone")
        except TooMuchOutput:
            self._lose("output")
        except SystemExit as error:
            if self.in_test:
                raise
            raise _instead(ProgramEnded, error, f"sys.exit({_said(error)})") from None
        except StopIteration as error:
            # Only an iterator may end a loop of the tests: `all(map(f, xs))` is no proof of f else.
            if self.learner_compares or (op, args[1:2]) == ("special", ("__next__",)):
                raise
            raise _instead(LearnerError, error, f"StopIteration: {_said(error)}") from None
        finally:
            self.open_requests -= 1
            self._raise_failed_check()

    def _raise_failed_check(self) -> None:
        if self.open_requests or self.failed_check is None:
            return
        error, self.failed_check = self.failed_check, None
        if not self.learner_compares:
            raise error

    def _receive(self) -> bytes:
        try:
            return super()._receive()
        except (EOFError, TooMuchOutput):
            raise
        except Exception as error:
            self.detail = f"{type(error).__name__}: {error}"[:500]
            self._lose("protocol")

    def _lose(self, why: str) -> NoReturn:
        self.lost = why
        raise LearnerGone(why) from None


def _said(error: BaseException) -> str:
    return str(getattr(error, "learner_text", ""))


def _instead(cls: type[Exception], error: BaseException, text: str) -> Exception:
    """Another exception from the same lines of the learner's."""
    made: Any = cls(text)
    made.learner_frames = getattr(error, "learner_frames", ())
    return made  # type: ignore[no-any-return]
