"""Prompt, hints and messages: they exist, render, lead somewhere, and give nothing away."""

import contextlib
import io
import string
import tokenize
from collections.abc import Iterator

from apps.content.rendering import Links
from apps.content.source import Curriculum
from apps.lib.markdown import MarkupError, render
from apps.sandbox.exercise import Exercise

HINTS = 3
SHORTEST = 12  # characters without spaces: a shorter line of code gives nothing away


def text_problems(exercise: Exercise, curriculum: Curriculum) -> Iterator[str]:
    texts = {f"hints/{number}.md": text for number, text in enumerate(exercise.hints, 1)}
    texts = {"prompt.md": exercise.prompt} | texts
    if len(exercise.hints) != HINTS:
        yield f"hints/ holds {len(exercise.hints)} of the {HINTS} hints 1.md, 2.md, 3.md"
    for file, text in texts.items():
        if not text.strip():
            yield f"{file} is missing or empty"
        yield from _broken(file, text, links_of(exercise, curriculum))
    yield from _message_problems(exercise)
    yield from _given_away(exercise, texts)
    for test in exercise.tests:
        if not test.title or test.task is None:
            yield f"{test.id} needs a title and the task of the prompt that it belongs to"


def links_of(exercise: Exercise, curriculum: Curriculum) -> Links:
    """Links of the exercise's own module; outside the curriculum, of its first one."""
    modules = curriculum.modules
    own = (m for m in modules for part in m.parts if part.id == exercise.id)
    return Links(curriculum, next(own, modules[0]))


def _broken(file: str, text: str, links: Links) -> Iterator[str]:
    try:
        render(text, links.resolve)
    except MarkupError as error:
        at = text.find(error.excerpt) if error.excerpt else -1
        line = f":{text.count(chr(10), 0, at) + 1}" if at >= 0 else ""
        yield f"{file}{line}: {error}"


def _message_problems(exercise: Exercise) -> Iterator[str]:
    if "not_started" not in exercise.messages:
        yield "exercise.toml: there is no message 'not_started'"
    for name, text in exercise.messages.items():
        if not text.strip():
            yield f"message {name!r} is empty"
        if fields_of(text) is None:
            yield f"message {name!r} is no template: a brace is open or closed alone"


def fields_of(template: str) -> list[str] | None:
    """The facts that a message names; None when it is no template."""
    try:
        return [field for _, field, _, _ in string.Formatter().parse(template) if field is not None]
    except ValueError:
        return None


def _given_away(exercise: Exercise, texts: dict[str, str]) -> Iterator[str]:
    """Lines of the reference that a learner is shown before the reference is."""
    starter = {line for text in exercise.starter.values() for line in code_lines(text)}
    shown = {file: "".join(text.split()) for file, text in texts.items()}
    shown |= {
        f"message {name!r}": "".join(text.split()) for name, text in exercise.messages.items()
    }
    for source in exercise.solution.values():
        for line in code_lines(source):
            bare = "".join(line.split())
            if line in starter or len(bare) < SHORTEST or line.startswith(("import ", "from ")):
                continue
            for place, text in shown.items():
                if bare in text:
                    yield f"{place} holds a line of the reference: {line}"


def code_lines(source: str) -> list[str]:
    """Lines of code without indentation and comments."""
    cut: dict[int, int] = {}
    with contextlib.suppress(tokenize.TokenError, SyntaxError):  # as far as it can be read
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type == tokenize.COMMENT:
                cut[token.start[0]] = token.start[1]
    lines = (line[: cut.get(number)].strip() for number, line in enumerate(source.splitlines(), 1))
    return [line for line in lines if line]
