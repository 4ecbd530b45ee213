"""Markdown with formulas and code, as learners and mentors write it, to HTML that is safe to show.

Called once, when a text is stored. HTML in the text is text; what the renderer makes is cleaned by
an allow-list; formulas are set after that, from their source, by KaTeX.
"""

import html
import re
import time
import xml.etree.ElementTree as etree

import nh3
from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from apps.lib.markdown import CONFIGS, MATH
from apps.lib.math import MathError, render_strange_tex
from apps.lib.storable import storable

MAX_CHARACTERS = 10_000
MATH_SECONDS = 1.0  # for all formulas of one text
MATH_HTML = 300_000  # characters, likewise
_MAX_BRACKETS = 50  # the parser looks for the end of each to the end of the paragraph
_EXTENSIONS = [
    "tables",
    "sane_lists",
    "nl2br",
    "pymdownx.superfences",
    "pymdownx.highlight",
    "pymdownx.inlinehilite",
    "pymdownx.arithmatex",
]
_TAGS = {
    *("a", "blockquote", "br", "code", "del", "div", "em", "h3", "h4", "h5", "h6", "hr", "li"),
    *("ol", "p", "pre", "span", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}
_TOKEN_CLASS = re.compile(r"[a-z]{1,2}[0-9]?|arithmatex|code|inline")
_SCHEMES = {"http", "https", "mailto"}


class TooLong(ValueError):
    """More characters than MAX_CHARACTERS; nothing was rendered."""


def render_user_text(text: str) -> str:
    """Safe HTML of anything a person may type. A formula that cannot be set is shown as it was
    typed. Raises TooLong.
    """
    if len(text) > MAX_CHARACTERS:
        raise TooLong
    text = storable(text).replace("\r\n", "\n")
    try:
        page = _markdown().convert(text)
    except (RecursionError, ValueError, IndexError, AttributeError):  # text made to break a parser
        return f"<p>{html.escape(text)}</p>"
    return MATH.sub(_Formulas().set, _clean(page)).replace("<pre>", '<pre tabindex="0">')


def _markdown() -> Markdown:
    configs = {name: CONFIGS[name] for name in _EXTENSIONS if name in CONFIGS}
    return Markdown(
        extensions=[*_EXTENSIONS, _OnlyText()], extension_configs=configs, output_format="html"
    )


class _OnlyText(Extension):
    """No HTML of the writer's own; headings that do not outrank the page's; no pictures."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.preprocessors.deregister("html_block")
        for name in ("html", "image_link", "image_reference", "short_image_ref"):
            md.inlinePatterns.deregister(name)
        md.treeprocessors.register(_PlainBrackets(md), "plain-brackets", 25)  # inline: 20
        md.treeprocessors.register(_LowerHeadings(md), "lower-headings", 5)


class _PlainBrackets(Treeprocessor):
    """A paragraph with very many brackets is no prose: looking for links there would take long."""

    def run(self, root: etree.Element) -> None:
        for element in root.iter():
            if element.text and element.text.count("[") > _MAX_BRACKETS:
                element.text = AtomicString(element.text)


class _LowerHeadings(Treeprocessor):
    def run(self, root: etree.Element) -> None:
        for element in root.iter():
            if element.tag in ("h1", "h2"):
                element.tag = "h3"


def _clean(page: str) -> str:
    return nh3.clean(
        page,
        tags=_TAGS,
        attributes={"a": {"href", "title"}, "*": {"class"}},
        attribute_filter=_keep_attribute,
        url_schemes=_SCHEMES,
        link_rel="nofollow noopener noreferrer",
    )


def _keep_attribute(tag: str, name: str, value: str) -> str | None:
    if name != "class":
        return value
    return " ".join(each for each in value.split() if _TOKEN_CLASS.fullmatch(each)) or None


class _Formulas:
    """Sets the formulas of one text, as far as its time and room go."""

    def __init__(self) -> None:
        self.seconds, self.room = MATH_SECONDS, MATH_HTML

    def set(self, match: re.Match[str]) -> str:
        _, bracket, source, closing = match.groups()
        tex = html.unescape(source).strip()
        formula = self._formula(tex, bracket == "[")
        return (formula or f'<code class="unset">{html.escape(tex)}</code>') + closing

    def _formula(self, tex: str, display: bool) -> str:
        if self.seconds <= 0:
            return ""
        began = time.monotonic()
        try:
            formula = render_strange_tex(tex, display, self.seconds)
        except MathError:
            return ""
        finally:
            self.seconds -= time.monotonic() - began
        if len(formula) > self.room:
            return ""
        self.room -= len(formula)
        return formula
