"""Reads a page as a browser does, as far as tests ask: elements, attributes, text."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser

VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr",
}  # fmt: skip


class Node:
    """One element; its text is that of all it holds, with white space as a browser shows it."""

    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.children: list[Node | str] = []

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]

    def __contains__(self, name: str) -> bool:
        return name in self.attributes

    def get(self, name: str, default: str | None = None) -> str | None:
        return self.attributes.get(name, default)

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    @property
    def raw(self) -> str:
        return "".join(child if isinstance(child, str) else child.raw for child in self.children)

    @property
    def text(self) -> str:
        return " ".join(self.raw.split())

    @property
    def html(self) -> str:
        inner = "".join(
            escape(child) if isinstance(child, str) else child.html for child in self.children
        )
        given = "".join(f' {name}="{escape(value)}"' for name, value in self.attributes.items())
        return f"<{self.tag}{given}>{inner}" + ("" if self.tag in VOID else f"</{self.tag}>")

    def everything(self) -> Iterator[Node]:
        """All elements inside, in the order of the page."""
        for child in self.children:
            if isinstance(child, Node):
                yield child
                yield from child.everything()

    def all(self, tag: str = "", css_class: str = "", **attributes: str) -> list[Node]:
        """Elements of this tag, class and attributes; `hx_get` stands for hx-get."""
        wanted = {name.strip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            node
            for node in self.everything()
            if (not tag or node.tag == tag)
            and (not css_class or css_class in node.classes)
            and all(node.get(name) == value for name, value in wanted.items())
        ]

    def first(self, tag: str = "", css_class: str = "", **attributes: str) -> Node:
        found = self.all(tag, css_class, **attributes)
        assert found, f"no <{tag}> {css_class} {attributes} in {self.html[:2000]}"
        return found[0]

    def id(self, id: str) -> Node:
        return self.first(id=id)


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in (node.tag for node in self.open[1:]):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parse(html: str | bytes) -> Node:
    builder = _Builder()
    builder.feed(html.decode() if isinstance(html, bytes) else html)
    builder.close()
    return builder.root
