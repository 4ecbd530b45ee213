"""A failed check and what it says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn

from .settings import settings
from .tables import table_lines
from .words import Said, cut, forms, gettext_noop

NOT_STARTED = gettext_noop("Not started yet: the function gives no value so far.")


class Failure(AssertionError):
    """A failed check. `cause` is a message id or None; `facts` fill in its message."""

    def __init__(
        self,
        what: str,
        seen: str,
        expected: str,
        cause: str | None = None,
        facts: Mapping[str, Any] | None = None,
        array: dict[str, Any] | None = None,
        message: str | None = None,
    ) -> None:
        self.what, self.seen, self.expected = what, cut(seen), cut(expected)
        self.cause, self.facts, self.array = cause, dict(facts or {}), array
        wrong = Said(gettext_noop("{what}: the value is not right"), what=what) if what else None
        self.message = message or wrong
        super().__init__(self.text(settings["messages"]))

    def text(self, messages: Mapping[str, str]) -> str:
        about = f"{self.what}: " if self.what else ""
        because = self.cause_text(messages)
        said = [f"{about}saw {self.seen}, expected {self.expected}", *table_lines(self.array)]
        return "\n".join([*said, because] if because else said)

    def cause_text(self, messages: Mapping[str, str], *, hidden: bool = False) -> str | None:
        """The author's message, filled in. Of a hidden test it names neither value."""
        template = messages.get(self.cause or "")
        if template is None:
            return None
        values = {"seen": self.seen, "expected": self.expected} | self.facts
        if hidden:
            values |= {"seen": _Hidden(), "expected": _Hidden()}
        try:
            return template.format(**values)
        except (KeyError, ValueError, IndexError, TypeError, AttributeError):
            return template

    def record(self, messages: Mapping[str, str], *, hidden: bool = False) -> dict[str, Any]:
        """The failure as the parts of a result."""
        said = {"message": self.message, "seen": self.seen, "expected": self.expected}
        return {
            **said,
            "forms": forms(**said),
            "cause": self.cause_text(messages, hidden=hidden),
            "message_id": self.cause if self.cause in messages else None,
            "array": self.array,
        }


class _Hidden:
    """Stands in a message for a value that is not to be shown, whatever its format."""

    def __format__(self, spec: str) -> str:
        return "…"


class NotStarted(Failure):
    """No value where one was due: the learner has not begun."""

    def __init__(self) -> None:
        super().__init__("", "no value", "a value", "not_started")

    def record(self, messages: Mapping[str, str], *, hidden: bool = False) -> dict[str, Any]:
        return not_started_record(messages)


def not_started_record(messages: Mapping[str, str]) -> dict[str, Any]:
    text = messages.get("not_started", Said(NOT_STARTED))
    return {
        "message": text, "seen": None, "expected": None, "cause": None, "array": None,
        "message_id": "not_started", "traceback": [], "status": "fail",
        "forms": forms(message=text),
    }  # fmt: skip


def not_started() -> NoReturn:
    raise NotStarted
