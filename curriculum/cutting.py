"""Stories cut into tokens: frequent words whole, everything else letter by letter.

For the lesson on bytes, characters and tokens: a vocabulary that grows word by word.
"""

import re
from collections import Counter
from functools import cache

from counting import CountingModel, new_stories

from apps.sandbox import stories

MEMORY = 4  # tokens that the model looks back


def words_of(text: str) -> list[str]:
    """Words, and the characters between them."""
    return re.findall(r"\w+|\W", text)


@cache
def read(characters: int = 20_000) -> str:
    return stories.write(characters, 1)[0]


def frequent(text: str, count: int) -> set[str]:
    """The words of more than one letter that come most often."""
    found = Counter(word for word in words_of(text) if len(word) > 1)
    return {word for word, _ in found.most_common(count)}


def tokens(text: str, kept: set[str]) -> tuple[str, ...]:
    pieces = ([word] if word in kept else list(word) for word in words_of(text))
    return tuple(token for piece in pieces for token in piece)


@cache
def measured(count: int, characters: int = 20_000) -> tuple[float, float]:
    """With so many words kept, of so many characters: tokens and bits a character."""
    text, new = read(characters), new_stories()
    kept = frequent(text, count)
    V = len(set(text)) + len(kept)
    cut, asked = tokens(text, kept), tokens(new, kept)
    bits = sum(CountingModel(cut, MEMORY, V).bits(asked))
    return len(asked) / len(new), bits / len(new)
