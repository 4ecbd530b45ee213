"""Tree processors that give a rendered text its shape: sections, notes beside paragraphs, links to
units.
"""

import html
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from apps.lib.labels import token as label

ResolveLink = Callable[[str], str | None]
"""`lesson:surprise` → URL, or None where the unit is planned. Raises ValueError where there is
none.
"""


@dataclass(frozen=True)
class Section:
    anchor: str
    title: str


class WrapSections(Treeprocessor):
    """Each h2 with what follows it becomes <section data-section=anchor>: what progress is counted
    in.
    """

    def run(self, root: etree.Element) -> None:
        titles = {token["id"]: token["name"] for token in _all(self.md.toc_tokens)}  # type: ignore[attr-defined]
        sections: list[Section] = []
        current: etree.Element | None = None
        for child in list(root):
            if child.tag == "h2":
                anchor = child.attrib.pop("id")
                current = etree.Element("section", {"id": anchor, "data-section": anchor})
                root.insert(list(root).index(child), current)
                sections.append(Section(anchor, html.unescape(titles[anchor])))
            if current is not None:
                root.remove(child)
                current.append(child)
        self.md.sections = sections  # type: ignore[attr-defined]


def _all(tokens: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The headings that the toc extension found, in whatever depth."""
    for token in tokens:
        yield token
        yield from _all(token["children"])


class JoinSidenotes(Treeprocessor):
    """<aside> followed by <p> → <div class=noted>, both carrying the same number."""

    def run(self, root: etree.Element) -> None:
        self.count = 0
        for parent in list(root.iter()):
            for note in [child for child in parent if child.get("class") == "sidenote"]:
                self._join(parent, note)

    def _join(self, parent: etree.Element, note: etree.Element) -> None:
        siblings = list(parent)
        place = siblings.index(note)
        if place + 1 == len(siblings) or siblings[place + 1].tag != "p":
            return
        paragraph = siblings[place + 1]
        self.count += 1
        _append_number(paragraph, self.count)
        _prepend_number(note, self.count)
        noted = etree.Element("div", {"class": "noted"})
        parent.insert(place, noted)
        for element in (note, paragraph):
            parent.remove(element)
            noted.append(element)


def _append_number(paragraph: etree.Element, number: int) -> None:
    etree.SubElement(paragraph, "sup", {"class": "num"}).text = AtomicString(str(number))


def _prepend_number(note: etree.Element, number: int) -> None:
    first = note[0] if len(note) and note[0].tag == "p" else note
    sup = etree.Element("sup", {"class": "num"})
    sup.text = AtomicString(str(number))
    sup.tail, first.text = f" {first.text or ''}", ""
    first.insert(0, sup)


class ScrollTables(Treeprocessor):
    """A wide table scrolls in a box of its own, reachable by keyboard; the page never does."""

    def run(self, root: etree.Element) -> None:
        for parent in list(root.iter()):
            for table in [child for child in parent if child.tag == "table"]:
                box = etree.Element("div", {"class": "scroll", "tabindex": "0"})
                box.tail, table.tail = table.tail, None
                parent.insert(list(parent).index(table), box)
                parent.remove(table)
                box.append(table)


class ResolveLinks(Treeprocessor):
    """`lesson:`, `exercise:` and `module:` links; a link to a planned unit becomes text that says
    so.
    """

    def __init__(self, md: Markdown, resolve: ResolveLink) -> None:
        super().__init__(md)
        self.resolve = resolve

    def run(self, root: etree.Element) -> None:
        for link in root.iter("a"):
            target = link.get("href", "")
            if target.split(":", 1)[0] not in ("lesson", "exercise", "module"):
                continue
            url = self.resolve(target)
            if url is None:
                self._unlink(link)
            else:
                link.set("href", url)

    @staticmethod
    def _unlink(link: etree.Element) -> None:
        link.tag = "span"
        link.attrib.clear()
        note = etree.SubElement(link, "span", {"class": "quiet"})
        note.text = AtomicString(f" ({label('planned')})")


class Structure(Extension):
    def __init__(self, resolve: ResolveLink) -> None:
        super().__init__()
        self.resolve = resolve

    def extendMarkdown(self, md: Markdown) -> None:
        # After inline patterns (20), attr_list (8) and toc (5) have done their work; before
        # unescape (0).
        md.treeprocessors.register(ResolveLinks(md, self.resolve), "resolve-links", 4)
        md.treeprocessors.register(JoinSidenotes(md), "join-sidenotes", 3)
        md.treeprocessors.register(ScrollTables(md), "scroll-tables", 2)
        md.treeprocessors.register(WrapSections(md), "wrap-sections", 1)
