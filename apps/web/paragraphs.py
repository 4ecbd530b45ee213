"""The sections and paragraphs of a lesson's stored HTML, as learners point at them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser

from apps.lib.labels import LABEL

SECTION = re.compile(r'(?=<section [^>]*data-section="([^"]+)")')


@dataclass(frozen=True)
class Paragraph:
    text: str
    """Without markup, formulas as $TeX$."""
    html: str


def paragraphs_of(html: str, anchor: str) -> list[Paragraph]:
    """The paragraphs of one section, in order; items of lists and rows of tables are in none."""
    reader = _Reader(_sections(html).get(anchor, ""))
    return [paragraph for paragraph in reader.paragraphs if paragraph.text]


def end_sections(html: str, end: Callable[[str], str]) -> str:
    """`html` with `end(anchor)` as the last child of each section."""
    parts = SECTION.split(html)
    for place in range(1, len(parts), 2):
        inside, close, after = parts[place + 1].rpartition("</section>")
        parts[place + 1] = inside + end(parts[place]) + close + after
        parts[place] = ""
    return "".join(parts)


def _sections(html: str) -> dict[str, str]:
    parts = SECTION.split(html)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


VOID = {"br", "hr", "img", "input"}
HIDDEN = {"answer", "footnote"}  # what a reader has not opened yet, and what stands below the text
LINK = re.compile(r"</?a\b[^>]*>")


class _Reader(HTMLParser):
    """Collects paragraphs. A formula stands there three times (MathML, TeX, boxes): TeX is read."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.paragraphs: list[Paragraph] = []
        self._html = html
        self._lines = [0]  # where each begins
        for line in html.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)
        self._start: int | None = None  # of what is inside the paragraph
        self._text: list[str] = []
        self._formula = self._hidden = 0  # elements of one that are open
        self._tex = False
        self.feed(html)

    @property
    def _at(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = (dict(attrs).get("class") or "").split()
        if tag in VOID:
            return
        if self._formula or "katex" in classes:
            self._formula += 1
        if self._hidden or HIDDEN.intersection(classes):
            self._hidden += 1
        elif tag == "p":
            self._start, self._text = self._at + len(self.get_starttag_text() or ""), []
        self._tex = tag == "annotation"

    def handle_endtag(self, tag: str) -> None:
        self._tex = False
        if tag in VOID:
            return
        if tag == "p" and self._start is not None:
            self._add(self._html[self._start : self._at])
        self._formula = max(0, self._formula - 1)
        self._hidden = max(0, self._hidden - 1)

    def _add(self, html: str) -> None:
        text = " ".join("".join(self._text).split())
        if not text.startswith(LABEL):
            self.paragraphs.append(Paragraph(text, LINK.sub("", html)))
        self._start = None

    def handle_data(self, data: str) -> None:
        if self._tex:
            self._text.append(f"${data}$")
        elif not self._formula:
            self._text.append(data)
