"""Two ways to set text aside, and what a counting model then scores on it.

For the lesson on splitting: the stories are few, so that a measurement takes a second.
"""

import random
from collections.abc import Sequence
from functools import cache

from counting import CountingModel

from apps.sandbox import stories

MEMORY = 20  # characters that the model looks back; a text's first so many are not scored
WIDE, EVERY = 64, 16  # a window, and how far the next one begins behind it
Split = tuple[list[str], list[str]]


@cache
def collection() -> list[str]:
    return stories.write(12_000, 4)[0].splitlines(keepends=True)


def apart(pieces: Sequence[str]) -> Split:
    """Nine tenths of the pieces, and one tenth, at random."""
    shuffled = list(pieces)
    random.Random(1).shuffle(shuffled)
    held = len(shuffled) // 10
    return shuffled[held:], shuffled[:held]


def by_story() -> Split:
    return apart(collection())


def by_window() -> Split:
    text = "".join(collection())
    return apart([text[at : at + WIDE] for at in range(0, len(text) - WIDE, EVERY)])


def shared(split: Split, length: int = 20) -> float:
    """Share of the pieces of so many characters in the second part that the first has as well."""
    have = {text[at : at + length] for text in split[0] for at in range(len(text) - length + 1)}
    asked = [text[at : at + length] for text in split[1] for at in range(len(text) - length + 1)]
    return sum(piece in have for piece in asked) / len(asked)


@cache
def scores(way: str) -> dict[int, float]:
    """Bits a character of the second part, by characters remembered."""
    train, held = {"story": by_story, "window": by_window}[way]()
    model, found = CountingModel("", MEMORY, 50), {}
    for text in train:
        model.read(text)
    for order in range(2, MEMORY + 1, 2):
        model.order = order
        bits = [x for text in held for x in model.bits(text)[MEMORY:]]
        found[order] = sum(bits) / len(bits)
    return found
