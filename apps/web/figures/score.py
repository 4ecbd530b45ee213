"""The figure of the front page: one sentence, and what each of its letters costs a counting model.

    python apps/web/figures/score.py > templates/web/_score.html

The model counts letters after up to six others in the prose of Python's own standard library (its
docstrings and help topics) and mixes the orders by Witten and Bell's rule. Another Python version
has another text, so the numbers of the caption move a little with it.
"""

import ast
import math
import re
import sysconfig
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from pydoc_data.topics import topics

SENTENCE = "to learn is to be surprised a little less each day"
SYMBOLS = 27  # letters and the space
ORDER = 6
LABELLED = 3  # the word above which the dashed line says what it is
BASE, HEIGHT, SCALE, STEP = 136, 166, 9.6, 19  # units of the drawing; SCALE is units a bit


def docstrings(tree: ast.AST) -> Iterator[str]:
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return (ast.get_docstring(node) or "" for node in ast.walk(tree) if isinstance(node, kinds))


def prose() -> str:
    """The library's prose in 27 symbols."""
    parts = list(topics.values())
    for path in sorted(Path(sysconfig.get_path("stdlib")).rglob("*.py")):
        if {"test", "tests", "site-packages", "lib2to3"}.isdisjoint(path.parts):
            parts += docstrings(ast.parse(path.read_bytes()))
    return re.sub(r"[^a-z]+", " ", " ".join(parts).lower())


class Model:
    def __init__(self, text: str) -> None:
        self.counts: dict[str, Counter[str]] = defaultdict(Counter)
        for order in range(ORDER + 1):
            for place in range(order, len(text)):
                self.counts[text[place - order : place]][text[place]] += 1

    def probability(self, letter: str, context: str) -> float:
        """Witten and Bell: a context that has seen many different letters trusts itself less."""
        lower = self.probability(letter, context[1:]) if context else 1 / SYMBOLS
        seen = self.counts.get(context)
        if not seen:
            return lower
        total, kinds = seen.total(), len(seen)
        return (seen[letter] + kinds * lower) / (total + kinds)

    def surprise(self, letter: str, context: str) -> float:
        """In bits."""
        return -math.log2(self.probability(letter, context[-ORDER:]))


def word_svg(letters: str, bits: list[float], label: bool) -> str:
    width = STEP * len(letters)
    line = BASE - math.log2(SYMBOLS) * SCALE
    parts = [f'<line class="dash" x1="0" x2="{width}" y1="{line:.1f}" y2="{line:.1f}"/>']
    for place, (letter, cost) in enumerate(zip(letters, bits, strict=True)):
        x, y = STEP * place + STEP / 2, BASE - cost * SCALE
        if letter == " ":
            parts.append(f'<path class="axis" d="M{x} {BASE}V{y:.1f}"/>')
            parts.append(f'<circle cx="{x}" cy="{y:.1f}" r="1.8" class="faint"/>')
            continue
        parts.append(f'<path class="hand" d="M{x} {BASE}V{y:.1f}"/>')
        parts.append(f'<circle cx="{x}" cy="{y:.1f}" r="2.6" class="hand-fill"/>')
        parts.append(f'<text x="{x}" y="159" font-size="22" text-anchor="middle">{letter}</text>')
    if label:
        parts.append(
            f'<text x="1" y="{line - 6:.1f}" font-size="12.5" font-style="italic" class="faint">'
            '{% translate "4.75, knowing nothing" %}</text>'
        )
    size = f'width="{len(letters)}em" height="8.74em" viewBox="0 0 {width} {HEIGHT}"'
    return f'<svg aria-hidden="true" {size}>{"".join(parts)}</svg>'


def main() -> None:
    text = prose()
    model = Model(text)
    bits = [model.surprise(letter, SENTENCE[:place]) for place, letter in enumerate(SENTENCE)]
    words, place = [], 0
    for number, word in enumerate(re.findall(r"\w+ ?", SENTENCE)):
        words.append(word_svg(word, bits[place : place + len(word)], label=number == LABELLED))
        place += len(word)
    total = sum(bits)
    caption = (
        "The height of each stroke is how many bits of surprise that letter cost a model that "
        f"counted letters after up to six others, in {len(text) / 1e6:.1f} million letters of "
        "software documentation. The dashed line, 4.75 bits, is what every letter costs a model "
        f"that knows nothing. The sentence has {len(SENTENCE)} letters and spaces and cost "
        f"{total:.0f} bits: {total / len(SENTENCE):.1f} each. Word beginnings are dear, word ends "
        "nearly free. To lower those strokes is the whole subject of this course."
    )
    print("{% load i18n %}{# made by apps/web/figures/score.py #}")
    print('<figure class="score" aria-labelledby="score-caption">')
    print("".join(words))
    title = "One sentence, heard letter by letter."
    print(f'<figcaption id="score-caption"><b>{{% translate "{title}" %}}</b>')
    print(f'{{% translate "{caption}" %}}</figcaption>')
    print("</figure>")


if __name__ == "__main__":
    main()
