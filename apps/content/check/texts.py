"""Every text of a module: links and anchors, formulas, and images that say what they show."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from apps.content.check.findings import Finding, line_of
from apps.content.rendering import Links
from apps.content.source import Curriculum, LessonSource, ModuleSource
from apps.lib.markdown import MarkupError, render

MOST = 20  # faults of one text that are looked for
_LINK = re.compile(r"\]\(((?:lesson|exercise|module):[^)\s]*|#[^)\s]*)")
_ANCHOR = re.compile(r"\{[^}\n]*#([\w-]+)[^}\n]*\}")
_IMAGE = re.compile(r"<img\b[^>]*>")
_ALT = re.compile(r'\balt="\s*[^"\s]')
_CODE = re.compile(r"^(```+).*?^\1|`[^`\n]+`", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Text:
    """Markdown and the file that it stands in."""

    path: Path
    markdown: str
    source: str  # the whole file
    figures: Mapping[str, str]

    def line(self, excerpt: str) -> int | None:
        return line_of(self.source, excerpt)


def check(curriculum: Curriculum, module: ModuleSource) -> Iterator[Finding]:
    links = Links(curriculum, module)
    for text in texts(module):
        yield from _links(text, links)
        yield from _markup(text)
    for part in module.parts:
        if part.lesson:
            yield from _silent_figures(module, part.lesson)


def texts(module: ModuleSource) -> Iterator[Text]:
    """Lessons, prompts and hints; leads, summaries, cards and symbols as well."""
    summary = module.path.read_text("utf-8")
    yield Text(module.path, module.summary, summary, {})
    if table := module.notation:
        yield Text(table.path, table.source, table.source, {})
    for part in module.parts:
        if lesson := part.lesson:
            for markdown in (lesson.body, str(lesson.meta.get("lead", "")), *_cards(lesson.meta)):
                yield Text(lesson.path, markdown, lesson.source, lesson.figures)
        if exercise := part.exercise:
            toml = exercise.files["exercise.toml"]
            for markdown in (exercise.parsed.summary, *_cards({"cards": exercise.parsed.cards})):
                yield Text(exercise.folder / "exercise.toml", markdown, toml, {})
            for name, markdown in exercise.files.items():
                if name == "prompt.md" or name.startswith("hints/"):
                    yield Text(exercise.folder / name, markdown, markdown, {})


def _cards(meta: Mapping[str, object]) -> Iterator[str]:
    cards = meta.get("cards") or ()
    assert isinstance(cards, list | tuple)
    return (str(card.get(key, "")) for card in cards for key in ("question", "answer"))


# Links.


def _links(text: Text, links: Links) -> Iterator[Finding]:
    """Every link to a unit, and to an anchor in one."""
    for target in dict.fromkeys(_LINK.findall(_CODE.sub("", text.markdown))):
        if fault := _fault(target, text, links):
            yield Finding(text.path, text.line(f"]({target}"), fault)


def _fault(target: str, text: Text, links: Links) -> str | None:
    unit, _, anchor = target.partition("#")
    if unit:
        try:
            links.resolve(target)
        except ValueError as error:
            return str(error)
    body = _body(unit, links) if unit else text.markdown
    if not anchor or body is None or anchor in _anchors(body):
        return None
    return f"there is no anchor #{anchor} in {unit or 'this text'}"


def _body(unit: str, links: Links) -> str | None:
    """The text of a lesson; None where there is none to look into."""
    kind, _, id = unit.partition(":")
    for module in (links.module, *links.curriculum.modules):
        for part in module.parts:
            if kind == part.kind == "lesson" and part.id == id:
                return part.lesson.body if part.lesson else None
    return None


def _anchors(body: str) -> set[str]:
    return set(_ANCHOR.findall(body))


# What rendering shows.


def _markup(text: Text) -> Iterator[Finding]:
    """Formulas that KaTeX rejects and blocks that are none: each is put aside to find the next."""
    markdown = text.markdown
    for _ in range(MOST):
        try:
            html = render(markdown, lambda target: "#", _figure_of(text)).html
        except MarkupError as error:
            yield Finding(text.path, text.line(error.excerpt), str(error))
            if not error.excerpt or error.excerpt not in markdown:
                return
            markdown = markdown.replace(error.excerpt, "x")
        else:
            yield from _silent_images(text, html)
            return


def _figure_of(text: Text) -> Callable[[str], str]:
    def load(path: str) -> str:
        if path not in text.figures:
            raise ValueError(f"there is no figure {path}")
        return text.figures[path]

    return load


def _silent_images(text: Text, html: str) -> Iterator[Finding]:
    for tag in _IMAGE.findall(html):
        if not _ALT.search(tag):
            found = re.search(r'src="([^"]*)"', tag)
            name = found[1] if found else tag
            yield Finding(text.path, text.line(name), f"the image {name} has no text")


def _silent_figures(module: ModuleSource, lesson: LessonSource) -> Iterator[Finding]:
    for name, svg in lesson.figures.items():
        for tag in ("title", "desc"):
            if not re.search(rf"<{tag}\b[^>]*>\s*\S", svg):
                yield Finding(module.path.parent / name, None, f"the figure has no <{tag}>")
