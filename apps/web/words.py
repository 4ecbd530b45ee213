"""Texts of a result in the language of the page, where they are ours to translate."""

from typing import Any, NamedTuple

from django.utils.translation import gettext

from apps.sandbox.sentences import fill


class Words(NamedTuple):
    text: str
    lang: str = ""
    """`en` for what an author or a program has written, which is not in the page's language."""
    code: bool = False

    def __bool__(self) -> bool:
        return bool(self.text)


def words(holder: dict[str, Any], name: str) -> Words:
    """What a result, or its entry of a test, says under `name`."""
    form = (holder.get("forms") or {}).get(name) or {}
    text = str(holder.get(name) or "")
    template = form.get("template")
    if text and template:
        return Words(fill(gettext(template), form["facts"]))
    return Words(text, "" if form.get("code") else "en", bool(form.get("code")))
