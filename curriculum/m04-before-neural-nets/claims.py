"""The numbers that the lessons of this module state, each beside its computation.

As in module 3: `CLAIMS[lesson id]` is a list of (phrase, values of its numbers), `GIVEN[lesson id]`
the decimals a lesson assumes.
"""

from collections import Counter
from itertools import pairwise

from information import entropy, surprise

WORD = "abracadabra"
PAIRS = Counter(pairwise(WORD))
FOLLOWED = Counter(WORD[:-1])


def cost(text: str) -> list[float]:
    """Bits of each letter after the first, by the table of WORD."""
    return [surprise(PAIRS[pair] / FOLLOWED[pair[0]]) for pair in pairwise(text)]


def alone() -> float:
    """Entropy of the letters of WORD, their order forgotten."""
    return entropy([n / len(WORD) for n in Counter(WORD).values()])


Claim = tuple[str, tuple[float, ...]]

BIGRAMS: list[Claim] = [
    ("$\\tfrac24$, which is 0.5.", (PAIRS["a", "b"] / FOLLOWED["a"],)),
    ("of them, here 10.", (len(WORD) - 1,)),
    ("7. There are seven", (len(PAIRS),)),
    ("it pays 1 bit for a *b*, and 2 for a *c* or a *d*", (*cost("ab"), *cost("ac"))),
    ("$1+2+2+1=6$ bits", (*cost("ab"), *cost("ac"), *cost("ad"), *cost("ab"), sum(cost(WORD)))),
    ("0.6 bits a letter. Somebody", (sum(cost(WORD)) / 10,)),
    ("pays 2.04 bits", (alone(),)),
    ("0.25 bits. Its pairs", (sum(cost("cabra")) / 4,)),
    ("only the *b* after the *a* costs anything, 1 bit", (*cost("ab"),)),
    ("a table of 25 entries", (len(set(WORD)) ** 2,)),
    ("With 27 characters there are 729 pairs", (27, 27**2)),
    ("has 9 in all in place of 4", (FOLLOWED["a"] + len(set(WORD)), FOLLOWED["a"])),
]

CLAIMS = {"counting-bigrams": BIGRAMS}
GIVEN: dict[str, set[str]] = {"counting-bigrams": set()}
