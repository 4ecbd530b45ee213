"""Sentences about a run, in English with what says them in another language."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

_PLACE = re.compile(r"\{(\w+)\}")


def gettext_noop(text: str) -> str:
    """Marks a sentence for the catalogues of the pages."""
    return text


def fill(template: str, facts: dict[str, str]) -> str:
    """`{name}` replaced by its fact. Not str.format: a template may come from a checker."""
    return _PLACE.sub(lambda match: str(facts.get(match[1], match[0])), template)


class Sentence(NamedTuple):
    template: str
    facts: dict[str, str]

    @property
    def text(self) -> str:
        return fill(self.template, self.facts)

    @property
    def form(self) -> dict[str, Any]:
        """As it is stored beside its text."""
        return {"template": self.template, "facts": self.facts}


def sentence(template: str, **facts: object) -> Sentence:
    return Sentence(template, {name: str(fact) for name, fact in facts.items()})
