"""Text of a hostile program, made harmless for terminals, pages and databases."""

from __future__ import annotations

import re
from typing import Any

# Control characters but the ends of lines and tabs, characters that turn the direction of what
# stands around them or end a line unseen, and halves of surrogate pairs.
_HARMFUL = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|\r(?!\n)"
    "|[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
)


def plain(value: Any) -> Any:
    """The same value with each harmful character of its texts written as Python writes it."""
    if isinstance(value, str):
        return _HARMFUL.sub(_escaped, value)
    if isinstance(value, dict):
        return {plain(key): plain(part) for key, part in value.items()}
    return [plain(part) for part in value] if isinstance(value, list | tuple) else value


def _escaped(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode("ascii")
