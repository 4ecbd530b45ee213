"""A failed check and what it says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn

from .settings import settings

NOT_STARTED = "Not started yet: the function gives no value so far."
MAX_TEXT = 500


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
    ) -> None:
        self.what, self.seen, self.expected = what, seen[:MAX_TEXT], expected[:MAX_TEXT]
        self.cause, self.facts, self.array = cause, dict(facts or {}), array
        super().__init__(self.text(settings["messages"]))

    def text(self, messages: Mapping[str, str]) -> str:
        about = f"{self.what}: " if self.what else ""
        because = self.cause_text(messages)
        return f"{about}saw {self.seen}, expected {self.expected}" + (
            f"\n{because}" if because else ""
        )

    def cause_text(self, messages: Mapping[str, str]) -> str | None:
        template = messages.get(self.cause or "")
        if template is None:
            return None
        values = {"seen": self.seen, "expected": self.expected} | self.facts
        try:
            return template.format(**values)
        except (KeyError, ValueError, IndexError, TypeError, AttributeError):
            return template

    def record(self, messages: Mapping[str, str]) -> dict[str, Any]:
        """The failure as the parts of a result."""
        return {
            "message": f"{self.what}: the value is not right" if self.what else None,
            "seen": self.seen,
            "expected": self.expected,
            "cause": self.cause_text(messages),
            "message_id": self.cause if self.cause in messages else None,
            "array": self.array,
        }


class NotStarted(Failure):
    """No value where one was due: the learner has not begun."""

    def __init__(self) -> None:
        super().__init__("", "no value", "a value", "not_started")

    def record(self, messages: Mapping[str, str]) -> dict[str, Any]:
        return not_started_record(messages)


def not_started_record(messages: Mapping[str, str]) -> dict[str, Any]:
    text = messages.get("not_started", NOT_STARTED)
    return {
        "message": text, "seen": None, "expected": None, "cause": None, "array": None,
        "message_id": "not_started", "traceback": [], "status": "fail",
    }  # fmt: skip


def not_started() -> NoReturn:
    raise NotStarted
