"""Texts of a message that know what they are: a sentence of ours, or a value.

Both are plain strings. What they know besides is their `form`, with which a page can say the
sentence in its own language and set the value as code.
"""

from __future__ import annotations

from typing import Any

MAX_TEXT = 500


def gettext_noop(text: str) -> str:
    """Marks a sentence for the catalogues of the pages. Here everything is English."""
    return text


class Said(str):
    """A sentence of ours in English; `template` and `facts` say it in another language."""

    template: str
    facts: dict[str, str]

    def __new__(cls, template: str, **facts: object) -> Said:
        texts = {name: str(fact)[:MAX_TEXT] for name, fact in facts.items()}
        said = super().__new__(cls, template.format(**texts))
        said.template, said.facts = template, texts
        return said


class Code(str):
    """A value as Python writes it."""


def form(text: str | None) -> dict[str, Any]:
    """What a text is besides its characters; empty for an author's or a learner's own words."""
    if isinstance(text, Said):
        return {"template": text.template, "facts": text.facts}
    return {"code": True} if isinstance(text, Code) else {}


def forms(**texts: str | None) -> dict[str, dict[str, Any]]:
    return {name: found for name, text in texts.items() if (found := form(text))}


def cut(text: str, most: int = MAX_TEXT) -> str:
    """The text, or its beginning with an ellipsis, which a cut sentence of ours is not."""
    if len(text) <= most:
        return text
    return (Code if isinstance(text, Code) else str)(text[: most - 1] + "…")
