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
def read() -> str:
    return stories.write(20_000, 1)[0]


def frequent(count: int) -> set[str]:
    """The words of more than one letter that come most often."""
    found = Counter(word for word in words_of(read()) if len(word) > 1)
    return {word for word, _ in found.most_common(count)}


def tokens(text: str, kept: set[str]) -> tuple[str, ...]:
    pieces = ([word] if word in kept else list(word) for word in words_of(text))
    return tuple(token for piece in pieces for token in piece)


@cache
def measured(count: int) -> tuple[int, float, float]:
    """With so many words kept: size of the vocabulary, tokens and bits a character."""
    kept, new = frequent(count), new_stories()
    V = len(set(read())) + len(kept)
    cut, asked = tokens(read(), kept), tokens(new, kept)
    bits = sum(CountingModel(cut, MEMORY, V).bits(asked))
    return V, len(asked) / len(new), bits / len(new)
