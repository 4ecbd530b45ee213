"""Where two texts, sequences, mappings or sets differ first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .showing import show
from .words import Code, Said, cut, gettext_noop

_WHOLE = 120  # characters of a value that is shown whole
_BEFORE, _AFTER = 20, 60  # characters of a longer text shown beside the difference
_NOTHING = gettext_noop("nothing there")


@dataclass(frozen=True)
class First:
    message: Said
    seen: str
    expected: str


def first_difference(seen: Any, expected: Any, what: str) -> First | None:
    """None where the two are no containers of one type, or differ in no single place."""
    if type(seen) is not type(expected):
        return None
    if isinstance(expected, str | bytes):
        return _of_texts(seen, expected, what)
    if isinstance(expected, list | tuple):
        return _of_sequences(seen, expected, what)
    if isinstance(expected, dict):
        return _of_mappings(seen, expected, what)
    return _of_sets(seen, expected, what) if isinstance(expected, set | frozenset) else None


def _index(seen: Sequence[Any], expected: Sequence[Any]) -> int:
    pairs = enumerate(zip(seen, expected, strict=False))
    return next((i for i, (a, b) in pairs if _unequal(a, b)), min(len(seen), len(expected)))


def _unequal(left: Any, right: Any) -> bool:
    try:
        return type(left) is not type(right) or bool(left != right)
    except Exception:  # arrays, or objects whose own code this runs
        return repr(left) != repr(right)


def _of_texts(seen: Any, expected: Any, what: str) -> First:
    at = _index(seen, expected)
    template = gettext_noop("{what}: the texts differ first at index {index}")
    texts = (_near(text, at) for text in (seen, expected))
    return First(Said(template, what=what, index=at), *texts)


def _near(text: str | bytes, at: int) -> Code:
    """All of a short text; of a longer one what stands around a place."""
    if len(text) <= _WHOLE:
        return Code(repr(text))
    start, end = max(0, at - _BEFORE), at + _AFTER
    return Code(("…" if start else "") + repr(text[start:end]) + ("…" if end < len(text) else ""))


def _of_sequences(seen: Any, expected: Any, what: str) -> First:
    if len(seen) != len(expected):
        template = gettext_noop("{what}: the length is {count}, it should be {due}")
        message = Said(template, what=what, count=len(seen), due=len(expected))
    else:
        template = gettext_noop("{what}: the items differ first at index {index}")
        message = Said(template, what=what, index=_index(seen, expected))
    at = _index(seen, expected)
    return First(message, _items(seen, at), _items(expected, at))


def _items(values: Sequence[Any], at: int) -> Code:
    whole = show(values)
    if not whole.endswith("…"):
        return whole
    start, end = max(0, at - 2), at + 3
    shown = ", ".join([*(["…"] if start else []), *(show(each) for each in values[start:end])])
    return Code(f"[{shown}" + (", …]" if end < len(values) else "]"))


def _of_mappings(seen: Any, expected: Any, what: str) -> First:
    missing = [key for key in expected if key not in seen]
    extra = [key for key in seen if key not in expected]
    differing = [key for key in expected if key in seen and _unequal(seen[key], expected[key])]
    if missing:
        template = gettext_noop("{what}: the key {key} is missing")
        message = Said(template, what=what, key=show(missing[0]))
        return First(message, Said(_NOTHING), show(expected[missing[0]]))
    if extra:
        template = gettext_noop("{what}: the key {key} is one too many")
        message = Said(template, what=what, key=show(extra[0]))
        return First(message, show(seen[extra[0]]), Said(_NOTHING))
    key = differing[0] if differing else next(iter(expected), None)
    template = gettext_noop("{what}: the value of the key {key} is not right")
    message = Said(template, what=what, key=show(key))
    return First(message, show(seen.get(key)), show(expected.get(key)))


def _of_sets(seen: Any, expected: Any, what: str) -> First:
    template = gettext_noop("{what}: {missing} missing, {extra} too many")
    missing, extra = expected - seen, seen - expected
    message = Said(template, what=what, missing=len(missing), extra=len(extra))
    return First(message, _in_order(seen), _in_order(expected))


def _in_order(values: Any) -> Code:
    """Sorted where its members can be, so that two can be compared by eye."""
    try:
        ordered = sorted(values)
    except TypeError:
        return show(values)
    return Code(cut("{" + ", ".join(show(each) for each in ordered) + "}", 200))
