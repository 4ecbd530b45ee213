"""The blocks of a lesson: sidenote, definition, predict, derive, figure. Written `/// name |
title`.

The markup is that of static/css; words of the interface stand in the stored HTML as tokens, for
`apps.lib.labels` to put into words.
"""

import xml.etree.ElementTree as etree
from collections.abc import Callable
from typing import Any

from markdown import Markdown
from markdown.util import AtomicString
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from apps.lib.labels import token


class Sidenote(Block):
    """Stands before the paragraph it belongs to; `sections.Structure` joins the two."""

    NAME = "sidenote"

    def on_create(self, parent: etree.Element) -> etree.Element:
        return etree.SubElement(parent, "aside", {"role": "note", "class": "sidenote"})


class Definition(Block):
    """`/// definition | Definition 1`; terms in the text are set in bold and become <dfn>."""

    NAME = "definition"
    ARGUMENT = None

    def on_create(self, parent: etree.Element) -> etree.Element:
        block = etree.SubElement(parent, "div", {"class": "definition"})
        if self.argument:
            etree.SubElement(block, "p", {"class": "label"}).text = self.argument
        return block

    def on_inline_end(self, block: etree.Element) -> None:
        for strong in block.iter("strong"):
            strong.tag = "dfn"


class Predict(Block):
    """A question answered before its answer shows: a list becomes a choice, no list a field to
    type in.

    The answer is a <details>; static/css keeps it shut away until something is chosen or typed.
    """

    NAME = "predict"

    def on_create(self, parent: etree.Element) -> etree.Element:
        number = self.tracker["count"] = self.tracker.get("count", 0) + 1
        self.name = f"predict-{number}"
        block = etree.SubElement(
            parent, "section", {"class": "predict", "aria-labelledby": self.name}
        )
        etree.SubElement(block, "p", {"class": "label"}).text = AtomicString(token("predict"))
        return block

    def on_end(self, block: etree.Element) -> None:
        question = block.find("p[2]")
        if question is None:
            raise ValueError("a predict block needs a question before its answer")
        question.set("id", self.name)
        choices = block.find("ul")
        if choices is None:
            self._add_field(block)
            return
        for item in choices:
            _make_choice(item, self.name)

    def _add_field(self, block: etree.Element) -> None:
        answer = block.find("details")
        field = etree.Element("p")
        attributes = {
            "type": "text",
            "placeholder": " ",
            "autocomplete": "off",
            "aria-labelledby": self.name,
        }
        etree.SubElement(field, "input", attributes)
        block.insert(list(block).index(answer) if answer is not None else len(block), field)


def _make_choice(item: etree.Element, name: str) -> None:
    """<li>text</li> → <li><label><input type=radio> <span>text</span></label></li>"""
    content = etree.Element("span")
    content.text, item.text = item.text, None
    for child in list(item):
        item.remove(child)
        if child.tag == "p" and len(item) == 0 and not content.text:  # a loose list
            content.text = child.text
            content.extend(list(child))
        else:
            content.append(child)
    label = etree.SubElement(item, "label")
    etree.SubElement(label, "input", {"type": "radio", "name": name})
    label.append(content)


class Answer(Block):
    """Inside predict."""

    NAME = "answer"

    def on_create(self, parent: etree.Element) -> etree.Element:
        block = etree.SubElement(parent, "details", {"class": "answer"})
        summary = etree.SubElement(block, "summary")
        etree.SubElement(summary, "span", {"class": "btn main"}).text = AtomicString(
            token("commit")
        )
        etree.SubElement(summary, "span", {"class": "quiet"}).text = AtomicString(
            token("commit-note")
        )
        return block


class Derive(Block):
    """A derivation, folded: `/// derive | What it shows`."""

    NAME = "derive"
    ARGUMENT = True

    def on_create(self, parent: etree.Element) -> etree.Element:
        block = etree.SubElement(parent, "details", {"class": "derive"})
        etree.SubElement(block, "summary").text = self.argument
        return block


class Figure(Block):
    """`/// figure | figures/name.svg`, with the caption as its content. The SVG is set into the
    page.
    """

    NAME = "figure"
    ARGUMENT = True

    def on_create(self, parent: etree.Element) -> etree.Element:
        figure = etree.SubElement(parent, "figure")
        svg = self.config["load_figure"](self.argument.strip())
        figure.text = AtomicString(self.md.htmlStash.store(svg))
        return etree.SubElement(figure, "figcaption")


def _no_figures(path: str) -> str:
    raise ValueError(f"no figures can be used here: {path}")


class LessonBlocks(BlocksExtension):
    """Registers the blocks. `load_figure`: path → SVG text, raising ValueError."""

    def __init__(self, **kwargs: Any) -> None:
        self.config: dict[str, list[Any]] = {"load_figure": [_no_figures, "path → SVG text"]}
        super().__init__(**kwargs)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:
        config = {"load_figure": self.getConfig("load_figure")}
        for block in (Sidenote, Definition, Predict, Answer, Derive, Figure):
            block_mgr.register(block, config)


LoadFigure = Callable[[str], str]
