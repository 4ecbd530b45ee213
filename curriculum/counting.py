"""A model that counts what came after every context of up to so many characters.

What lessons and figures on counting models are measured with: dictionaries and loops, Witten and
Bell's interpolation. Slow, and short enough to be checked by eye.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache
from math import log2

from apps.sandbox import stories


class CountingModel:
    """Counts of `text` (characters, or a sequence of other tokens): contexts of 0 to `order`."""

    def __init__(self, text: Sequence, order: int, V: int) -> None:
        self.order, self.V = order, V
        self.after: dict[Sequence, Counter] = defaultdict(Counter)
        self.read(text)

    def read(self, text: Sequence) -> None:
        """Count what came after what in one more text."""
        for length in range(self.order + 1):
            for at in range(length, len(text)):
                self.after[text[at - length : at]][text[at]] += 1

    def contexts(self, past: Sequence) -> list[Sequence]:
        """The ends of `past` that were ever followed, the longest first."""
        ends = (past[len(past) - n :] for n in range(min(self.order, len(past)), -1, -1))
        return [end for end in ends if end in self.after]

    def guesses(self, past: Sequence) -> list:
        """What may come, in the order of guessing: by the longest context, then by shorter ones."""
        order: dict = {}
        for context in self.contexts(past):
            counts = self.after[context]
            fresh = sorted(counts.keys() - order.keys())
            order |= dict.fromkeys(sorted(fresh, key=counts.__getitem__, reverse=True))
        return list(order)

    def probability(self, past: Sequence, came: object) -> float:
        """Witten–Bell: each context lends what its variety suggests to the next shorter one."""
        p = 1 / self.V
        for context in reversed(self.contexts(past)):
            counts = self.after[context]
            p = (counts[came] + len(counts) * p) / (counts.total() + len(counts))
        return p

    def bits(self, text: Sequence) -> list[float]:
        """Surprise of each token of a text, (N,)."""
        return [
            -log2(self.probability(text[max(0, at - self.order) : at], text[at]))
            for at in range(len(text))
        ]

    def ranks(self, text: Sequence) -> list[int]:
        """How many guesses each token takes, (N,); one that was never counted comes after all."""
        found = []
        for at, came in enumerate(text):
            guesses = self.guesses(text[max(0, at - self.order) : at])
            found.append(guesses.index(came) + 1 if came in guesses else len(guesses) + 1)
        return found


@cache
def reader(order: int, characters: int = 40_000) -> CountingModel:
    """Has read so many characters of stories."""
    return CountingModel(stories.write(characters, 1)[0], order, 50)


def new_stories(characters: int = 4_000) -> str:
    """Stories that no reader has read."""
    return stories.write(characters, 2)[0]
