"""Markdown to HTML for everything an author writes: lessons, prompts, hints.

Called when content is loaded or previewed, never while a page is being served.
"""

import hashlib
import html
import re
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Any

from markdown import Markdown

from apps.lib.blocks import LessonBlocks, LoadFigure, _no_figures
from apps.lib.math import MathError, katex_version, render_tex
from apps.lib.structure import ResolveLink, Section, Structure

TIED = 25  # characters of TeX: a longer formula may break inside
PIPELINE = 2  # raise when the meaning of stored HTML changes, so that it is rendered again
MATH = re.compile(
    r'<(span|div) class="arithmatex">\\([(\[])(.*?)\\[)\]]</\1>([,.;:!?)’”]*)', re.DOTALL
)
EXTENSIONS = [
    "tables",
    "attr_list",
    "footnotes",
    "toc",
    "pymdownx.superfences",
    "pymdownx.highlight",
    "pymdownx.inlinehilite",
    "pymdownx.arithmatex",
    "smarty",
]
CONFIGS: dict[str, dict[str, Any]] = {
    "pymdownx.arithmatex": {"generic": True},
    "pymdownx.highlight": {"css_class": "code", "guess_lang": False},
    "pymdownx.inlinehilite": {"css_class": "inline", "style_plain_text": False},
    "toc": {"permalink": False},
}


class MarkupError(ValueError):
    """The text cannot be rendered. `excerpt` is the place in the source that is at fault, if
    known.
    """

    def __init__(self, message: str, excerpt: str = "") -> None:
        super().__init__(message)
        self.excerpt = excerpt


@dataclass(frozen=True)
class Rendered:
    html: str
    sections: tuple[Section, ...]


def _no_links(target: str) -> str | None:
    raise ValueError(f"no unit can be linked to from here: {target}")


def render(
    text: str, resolve: ResolveLink = _no_links, load_figure: LoadFigure = _no_figures
) -> Rendered:
    """HTML of trusted Markdown. Raises MarkupError."""

    def resolve_or_say_where(target: str) -> str | None:
        try:
            return resolve(target)
        except ValueError as error:
            raise MarkupError(str(error), excerpt=target) from error

    blocks, structure = LessonBlocks(load_figure=load_figure), Structure(resolve_or_say_where)
    md = Markdown(
        extensions=[*EXTENSIONS, blocks, structure], extension_configs=CONFIGS, output_format="html"
    )
    try:
        page = md.convert(text)
    except MarkupError:
        raise
    except ValueError as error:
        raise MarkupError(str(error)) from error
    page = MATH.sub(_set_math, page)
    page = page.replace('<div class="code"><pre>', '<div class="code"><pre tabindex="0">')
    return Rendered(page, tuple(getattr(md, "sections", ())))  # none are set for an empty text


def _set_math(match: re.Match[str]) -> str:
    _, bracket, tex, closing = match.groups()
    tex = html.unescape(tex).strip()
    try:
        formula = render_tex(tex, display=bracket == "[")
    except MathError as error:
        raise MarkupError(str(error), excerpt=tex) from error
    # Else a line may break between a formula and the full stop behind it.
    return (
        f'<span class="tied">{formula}{closing}</span>'
        if closing and len(tex) < TIED
        else formula + closing
    )


@cache
def pipeline_key() -> str:
    """Names everything but the source that decides the HTML."""
    parts = [str(PIPELINE), katex_version()]
    parts += [f"{name}={version(name)}" for name in ("markdown", "pymdown-extensions", "pygments")]
    return hashlib.sha256(" ".join(parts).encode()).hexdigest()[:16]
