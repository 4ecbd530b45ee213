"""The checker's view of the learner: one conversation, and what went wrong with it."""

from __future__ import annotations

import sys
from typing import Any, NoReturn

from apps.sandbox.inside.files import Copies, is_of_tests, paths_in
from apps.sandbox.inside.offered import serve
from apps.sandbox.inside.output import CheckerChannel, TooMuchOutput
from apps.sandbox.proxy.errors import LearnerError, ProgramEnded
from apps.sandbox.proxy.peer import Peer


class LearnerGone(BaseException):
    """No answer will come. Not an Exception: no test may catch it and go on to pass."""


class Learner(Peer):
    """A peer that turns a lost or broken conversation into the end of the test session."""

    def __init__(self, channel: CheckerChannel, *, learner_compares: bool) -> None:
        super().__init__(channel, serve, checker=True, root="\0", learner_compares=learner_compares)
        self.lost: str | None = None
        self.detail: str | None = None  # for operators: what was wrong with an answer
        self.last: Any = None
        self.failed_import: BaseException | None = None
        self.open_requests = 0
        self.in_test = False
        self.copies = Copies()
        if "torch" in sys.modules:
            from apps.sandbox.proxy import tensors

            tensors.install(self)

    def request(self, op: str, *args: Any) -> Any:
        if self.lost:
            raise LearnerGone(self.lost)
        self.open_requests += 1
        try:
            if op in ("call", "special"):
                self._hand_over(paths_in(*args[-2:]))
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
            if self.copies.roots:
                self._take_back()
            self._raise_failed_check()

    def _hand_over(self, paths: list[str]) -> None:
        """Files that the arguments of a call name are there when it runs."""
        if not paths and not self.copies.roots:
            return
        self.copies.add(paths)
        files, gone = self.copies.changed(), self.copies.gone()
        if files or gone or paths:
            roots, folders = sorted(self.copies.roots), self.copies.folders()
            super().request("files_in", roots, folders, files, gone)

    def go_to(self, path: str) -> None:
        """The test has changed its directory: so does the learner's code."""
        self._hand_over(paths_in((path,)))
        super().request("chdir", path)

    def _take_back(self) -> None:
        """What the learner's code wrote where somebody else's tests will look."""
        if self.learner_compares and not (self.lost or self.open_requests):
            try:
                files, gone = super().request("files_out")
            except EOFError:
                self._lose("gone")
            if type(files) is not dict or type(gone) is not list:
                self._lose("protocol")
            self.copies.write({path: files[path] for path in files if not is_of_tests(str(path))})
            self.copies.remove(path for path in gone if not is_of_tests(str(path)))

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
