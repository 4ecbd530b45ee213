"""What an exception that ended a test says to the learner."""

from __future__ import annotations

import re
from collections.abc import Container

import pytest

from apps.sandbox import evidence
from apps.sandbox.evidence.words import Code, Said, cut, gettext_noop
from apps.sandbox.inside.remote import LearnerGone
from apps.sandbox.proxy.errors import ProgramEnded

_NOT_RAISED = re.compile(r"DID NOT RAISE (?:any of )?(.+)")


def explained(error: BaseException, modules: Container[str]) -> str:
    """The exception's own words, or ours where it has none."""
    if isinstance(error, LearnerGone):
        return ""
    if isinstance(error, ProgramEnded):
        return Said(gettext_noop("it ended before answering, by {call}"), call=cut(str(error), 200))
    name = type(error).__name__
    text = str(getattr(error, "learner_text", None) or error).strip()
    own = bool(getattr(error, "learner_frames", ()))
    if isinstance(error, ImportError) and error.name in modules and not own:
        return cut(f"{error.name}: {text.partition(' (unknown location)')[0]}")
    if isinstance(error, pytest.fail.Exception) and text and not own:
        return _set_as_code(text)
    if isinstance(error, AssertionError) and not own:
        return _set_as_code(text) if text else Said(gettext_noop("The test's assertion failed."))
    return _set_as_code(f"{name}: {text}" if text else name)


def _set_as_code(text: str) -> str:
    """Text whose lines stand under one another, as pytest and NumPy write them, keeps its type."""
    return cut(Code(text) if "\n" in text or text.startswith("assert ") else text)


def missed_exception(error: BaseException) -> evidence.Failure | None:
    """`pytest.raises` around what raised nothing, as a check that failed."""
    match = _NOT_RAISED.match(str(error))
    if match is None:
        return None
    due = Code(cut(match[1].strip("()"), 200))
    said = gettext_noop("No exception was raised.")
    return evidence.Failure("", Said(gettext_noop("no exception")), due, message=Said(said))
