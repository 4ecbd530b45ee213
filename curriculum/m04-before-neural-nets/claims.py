"""The numbers that the lessons of this module state, each beside its computation.

As in module 3: `CLAIMS[lesson id]` is a list of (phrase, values of its numbers), `GIVEN[lesson id]`
the decimals a lesson assumes.
"""

from collections import Counter
from itertools import pairwise
from math import log2

from counting import new_stories, reader
from information import entropy, surprise

from apps.sandbox import stories

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

# Shannon's game: a player who remembers five letters, on stories it has not read.
NEW = new_stories()
GUESSES = reader(5).ranks(NEW)
TIMES = Counter(GUESSES)
SHARES = sorted((n / len(GUESSES) for n in TIMES.values()), reverse=True)
STORY = NEW.splitlines()[0]
SHOWN = STORY.index("At last"), STORY.index(" The next day")
FLOOR = stories.bits_per_character()


def at_least(shares: list[float]) -> float:
    """Shannon's lower bound from the shares of letters that took 1, 2, … guesses."""
    steps = [a - b for a, b in pairwise([*shares, 0.0])]
    return sum(i * step * log2(i) for i, step in enumerate(steps, start=1))


def paid(order: int) -> float:
    """Bits a letter of new stories, for a reader that remembers so many letters."""
    return sum(reader(order).bits(NEW)) / len(NEW)


GAME: list[Claim] = [
    ("read 40,000 characters", (40_000,)),
    (
        "Of the 62 letters shown, the machine has 53 at the first guess",
        (SHOWN[1] - SHOWN[0], GUESSES[slice(*SHOWN)].count(1)),
    ),
    (
        "it needs 4, 2 and 2 guesses",
        tuple(GUESSES[STORY.rindex("cat") + i] for i in range(3)),
    ),
    ("that was 325 characters ago", (STORY.rindex("cat") - STORY.index("cat"),)),
    ("= 1.06 \\text{ bits", (entropy([6 / 8, 1 / 8, 1 / 8]),)),
    ("on 4,336 letters of new stories, it is 1.02 bits", (len(NEW), entropy(SHARES))),
    ("among 50 characters is 5.64", (50, log2(50))),
    ("your numbers is 0.811 bits", (entropy([3 / 4, 1 / 4]),)),
    (
        "What is that of the source?\n\n- 0.811 bits: you play perfectly\n- 0.5 bits\n- 0.75 bits",
        (entropy([3 / 4, 1 / 4]), 0.5, 0.75),
    ),
    ("letters that gives 0.43 bits", (at_least(SHARES),)),
    ("cost 0.56 bits a letter", (paid(5),)),
    ("At eight letters the machine pays 0.41 bits", (paid(8),)),
    ("stories is 0.132, lower", (FLOOR,)),
    ("among 27 would cost 4.75", (27, log2(27))),
    ("about 3.45 of the 4.75 bits", (log2(27) - 1.3, log2(27))),
]

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

CLAIMS = {"shannons-game": GAME, "counting-bigrams": BIGRAMS}
GIVEN: dict[str, set[str]] = {
    "shannons-game": {"0.03", "0.6", "1.3"},  # Shannon's own, but for the first
    "counting-bigrams": set(),
}
