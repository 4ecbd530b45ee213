"""The numbers that the lessons of this module state, each beside its computation.

As in module 3: `CLAIMS[lesson id]` is a list of (phrase, values of its numbers), `GIVEN[lesson id]`
the decimals a lesson assumes.
"""

import sys
from collections import Counter
from itertools import pairwise
from math import log2

import bpe
from counting import new_stories, reader
from cutting import measured, read
from information import entropy, surprise
from smoothing import (
    all_mixed,
    best_alone,
    mix_bits,
    seen_again_in_a_steep_world,
    share_step,
)
from splits import EVERY, WIDE, by_story, by_window, collection, scores, shared

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
    (
        "=0.594$ bits, to stand beside the 1.06",
        (at_least([6 / 8, 1 / 8, 1 / 8]), entropy([6 / 8, 1 / 8, 1 / 8])),
    ),
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

# Perplexity: of the word, of two tokens, of two texts, and of the five-letter reader.
TWO = (1 / 2, 1 / 8)
BILL = 10 * log2(8) + 90 * log2(2)
SPREAD = sorted(reader(5).bits(NEW))


def choices(order: int) -> float:
    """Perplexity a character, for a reader that remembers so many letters."""
    return 2 ** paid(order)


PERPLEXITY: list[Claim] = [
    ("pays 6 bits for ten letters, 0.6 bits a letter", (sum(cost(WORD)), sum(cost(WORD)) / 10)),
    ("$k = 2^{0.6}$, which is 1.52", (2, 0.6, 2**0.6)),
    ("The 1.52 is an average", (2 ** (sum(cost(WORD)) / 10),)),
    ("or 0.66, and one divided by it is 1.52 again", (64**-0.1, 64**0.1)),
    ("- 3.2, one divided", (2 / sum(TWO),)),
    ("The 3.2 is too kind. The 5 is", (2 / sum(TWO), sum(1 / p for p in TWO) / 2)),
    ("- 5\n- 2.6\n- 4\n- 2.3", (10 / 2, 0.1 * 8 + 0.9 * 2, 2 ** ((3 + 1) / 2), 2 ** (BILL / 100))),
    ("The 2.6 weights them", (0.1 * 8 + 0.9 * 2,)),
    ("2.3. The short text", (2 ** (BILL / 100),)),
    (
        "that is 120 bits for 100 tokens, 1.2 bits each, and $2^{1.2}=2.30$",
        (BILL, 100, BILL / 100, 2, BILL / 100, 2 ** (BILL / 100)),
    ),
    ("both ends are known: 50 and 1.1", (50, 2**FLOOR)),
    ("From 1.47 to 1.33 looks like nothing", (choices(5), choices(8))),
    ("it is from 0.56 to 0.41", (paid(5), paid(8))),
    ("letters has 1.47 choices", (choices(5),)),
    ("it has $1.47^6$, about 10", (choices(5), 6, choices(5) ** 6)),
    ("pays 0.56 bits a character on average", (paid(5),)),
    ("two thirds: 67 %", (100 * sum(SPREAD[-(len(NEW) // 10) :]) / sum(SPREAD),)),
]

# Splits: whole stories and windows held out.
WHOLE, WINDOWS = scores("story"), scores("window")

SPLITTING: list[Claim] = [
    ("held out, 0.107 bits a character", (WINDOWS[20],)),
    ("the best had about 0.4", (paid(8),)),
    ("stories is 0.132 bits a character", (FLOOR,)),
    ("In a collection of 33 stories", (len(collection()),)),
    ("windows of 64 characters begin every 16", (WIDE, EVERY)),
    ("99.6 %. Every place", (100 * shared(by_window()),)),
    ("memory exceeds 8 characters", (min(WHOLE, key=WHOLE.__getitem__),)),
    (
        "takes 20, the *worst* choice but for a memory of 2: 1.17",
        (
            min(WINDOWS, key=WINDOWS.__getitem__),
            sorted(WHOLE, key=WHOLE.__getitem__)[-1],
            WHOLE[20],
        ),
    ),
    ("stories, where 0.59 can", (min(WHOLE.values()),)),
    ("few templates: 38 % for whole stories", (100 * shared(by_story()),)),
]

# Tokens: a vocabulary that grows by the frequent words of the stories.
KEPT = {count: measured(count)[1] for count in (0, 80, 100, 125, 150)}
TWICE = {count: measured(count, 40_000)[1] for count in (80, 100, 150)}

TOKENS: list[Claim] = [
    ("room for 1,114,112 code points", (sys.maxunicode + 1,)),
    ('`ord("é")` is 233', (ord("é"),)),
    ("and 11 bytes. There", (len("👩‍🚀".encode()),)),
    (
        "twice the text, 40,000 characters, the lowest point is at the right end, where all 150",
        (2 * 20_000, min(TWICE, key=TWICE.__getitem__)),
    ),
    ("in 20,000 characters of stories", (round(len(read()), -4),)),
    (
        "from 0.70 bits down to 0.45 with 100 words, and up to 0.47 with 150",
        (KEPT[0], min(KEPT.values()), min(KEPT, key=KEPT.__getitem__), KEPT[150], 150),
    ),
]

# Smoothing: three sentences and their experts, three held-out places, who follows how many.
SENTENCES = "she lost her key by the well she lost her ring by the mill she saw her key by the oak"
KEYS = SENTENCES.split()


def after(context: str) -> Counter[str]:
    """What came after these words in the three sentences."""
    before = context.split()
    n = len(before)
    return Counter(KEYS[i] for i in range(n, len(KEYS)) if KEYS[i - n : i] == before)


def experts(word: str) -> list[float]:
    """What the four of them give to a word after 'she saw her'."""
    counts = [after(context) for context in ("", "her", "saw her")]
    return [1 / len(set(KEYS)), *(row[word] / row.total() for row in counts)]


def mixture_of(word: str) -> float:
    return sum(w * p for w, p in zip((0.1, 0.2, 0.3, 0.4), experts(word), strict=True))


def witten_bell(context: str, word: str) -> float:
    """The same with all lengths mixed, a weight for each context."""
    shorter = witten_bell(context.partition(" ")[2], word) if context else 1 / len(set(KEYS))
    row = after(context)
    return (row[word] + len(row) * shorter) / (row.total() + len(row)) if row else shorter


THREE_PLACES = [(0.2, 0.0), (0.1, 0.6), (0.3, 0.3)]
STEPPED = share_step(THREE_PLACES, [0.5, 0.5])
FOLLOWED_BY = {
    "once": {"upon": 5},
    "sat": {"on": 2, "by": 1},
    "lay": {"on": 1, "under": 1},
    "stood": {"on": 1, "by": 1},
}
PAIRS_OF = [word for row in FOLLOWED_BY.values() for word in row]


def smoothed(context: str, word: str, D: float = 0.75) -> float:
    """Kneser–Ney on the little table."""
    row, share = FOLLOWED_BY[context], PAIRS_OF.count(word) / len(PAIRS_OF)
    n = sum(row.values())
    return (max(row.get(word, 0) - D, 0) + D * len(row) * share) / n


SMOOTHING: list[Claim] = [
    (
        "About 7, with 0.52 bits a character. With 4 it is 0.64, with 10 it is 0.68.",
        (
            min(range(2, 11), key=best_alone),
            best_alone(7),
            4,
            best_alone(4),
            10,
            best_alone(10),
        ),
    ),
    ("each of the 11 different words", (len(set(KEYS)),)),
    ("among the 21", (len(KEYS),)),
    ("expert 0, nothing | 0.091 | 0.091 |", (0, experts("key")[0], experts("ring")[0])),
    ("expert 1, how often | 0.095 | 0.048 |", (1, experts("key")[1], experts("ring")[1])),
    ("expert 2, after *her* | 0.667 | 0.333 |", (2, experts("key")[2], experts("ring")[2])),
    ("expert 3, after *saw her* | 1.000 | 0.000 |", (3, experts("key")[3], experts("ring")[3])),
    ("For *ring* that is 0.1186", (mixture_of("ring"),)),
    (
        "it costs 3.08 bits. For *key* it is 0.628",
        (surprise(mixture_of("ring")), mixture_of("key")),
    ),
    ("the row adds up to 0.6", (0.1 + 0.2 + 0.3,)),
    ("put $0.5\\cdot0.1=0.05$ into", (0.5, 0.1, 0.5 * 0.1)),
    ("put in $0.5\\cdot0.6=0.3$. Of", (0.5, 0.6, 0.5 * 0.6)),
    ("$(0 + 0.857 + 0.5)/3 = 0.452$", (0, 0.3 / 0.35, 0.5, 3, STEPPED[1])),
    (
        "6.544 bits for the three words, after 6.573",
        (mix_bits(THREE_PLACES, STEPPED), mix_bits(THREE_PLACES, [0.5, 0.5])),
    ),
    ("3.25 times. To be", (seen_again_in_a_steep_world(4),)),
    ("seen 2 times comes 1.25 times", (2, seen_again_in_a_steep_world(2))),
    ("seen 8 times comes 7.25 times", (8, seen_again_in_a_steep_world(8))),
    ("the same 0.75. Only", (4 - seen_again_in_a_steep_world(4),)),
    ("they come 0.35 times and not 0.25", (seen_again_in_a_steep_world(1), 1 - 0.75)),
    (
        "with 5 of 12. Which",
        (FOLLOWED_BY["once"]["upon"], sum(sum(row.values()) for row in FOLLOWED_BY.values())),
    ),
    ("There are 7 different pairs", (len(PAIRS_OF),)),
    ("*on* keeps $1.25/3$, *by* keeps $0.25/3$", (2 - 0.75, 3, 1 - 0.75, 3)),
    (
        "it has 0.631, *by* has 0.226",
        (smoothed("sat", "on"), smoothed("sat", "by")),
    ),
    ("seen there, 0.071 each", (smoothed("sat", "upon"),)),
    ("The 0.41 bits of the", (paid(8),)),
    ("/(21+11)=0.0625$", (len(KEYS), len(set(KEYS)), witten_bell("", "ring"))),
    ("2\\cdot0.0625)/(3+2)=0.225$", (2, witten_bell("", "ring"), 3, 2, witten_bell("her", "ring"))),
    (
        "1\\cdot0.225)/(1+1)=0.1125$",
        (1, witten_bell("her", "ring"), 1, 1, witten_bell("saw her", "ring")),
    ),
    (
        "at 8 characters, 0.39 bits, where contexts of 8 alone pay 0.55",
        (8, all_mixed()[8], 8, best_alone(8)),
    ),
]

# BPE: four words, and stories.
FOUR_WORDS = Counter({b"her": 4, b"hers": 2, b"where": 3, b"shoe": 2})
LETTERS_IN_ALL = sum(len(word) * times for word, times in FOUR_WORDS.items())
STORY_SIZE = len(stories.write(40_000, 1)[0])
PIECES_AFTER = [STORY_SIZE, *(left for _, left in bpe.of_stories())]


def stand(pair: str, merges: int = 0) -> int:
    """How often a pair stands in the four words after so many merges."""
    rows = {word: [bytes([byte]) for byte in word] for word in FOUR_WORDS}
    for joined, _ in bpe.train(FOUR_WORDS, merges):
        rows = {word: bpe.join(pieces, joined) for word, pieces in rows.items()}
    left, right = pair.encode().split()
    return bpe.count(rows, FOUR_WORDS)[left, right]


def whole_words() -> float:
    """Share of the stories' words that are one token after all merges."""
    words = bpe.words_of(stories.write(40_000, 1)[0])
    merges = [pair for pair, _ in bpe.of_stories()]
    whole = [word for word in words if len(bpe.cut(word.decode(), merges)) == 1]
    return sum(words[word] for word in whole) / words.total()


BPE: list[Claim] = [
    ("$4+2+3=9$ times", (4, 2, 3, stand("h e"))),
    ("Before the merge, `h e` stood 9 times.", (stand("h e"),)),
    ("`h er`, 9 times. A merge", (stand("h er", 1),)),
    ("stands in *where*, 3 times, and", (stand("her e", 2),)),
    ("had 43 pieces, and", (LETTERS_IN_ALL,)),
    ("it has 19. This", (bpe.train(FOUR_WORDS, 4)[-1][1],)),
    ("takes away 2,077 tokens", (PIECES_AFTER[0] - PIECES_AFTER[1],)),
    (
        "After 10 merges there are 31,493 left, after 100 merges 18,829, after 400 merges 8,980",
        (10, PIECES_AFTER[10], 100, PIECES_AFTER[100], 400, PIECES_AFTER[400]),
    ),
    ("has 4.5 characters on average", (STORY_SIZE / PIECES_AFTER[400],)),
    ("our 400 merges saved 12 pieces", (400, PIECES_AFTER[399] - PIECES_AFTER[400])),
    ("and 93 of 100 words", (100 * whole_words(), 100)),
    ("- divide the first loss by 4.5, the", (STORY_SIZE / PIECES_AFTER[400],)),
]

ASKED = bpe.QUESTIONS


BREAK: list[Claim] = [
    (
        "has 16 characters and is 7 tokens",
        (len(ASKED["English"]), len(bpe.story_pieces(ASKED["English"]))),
    ),
    (
        "with 10 characters, of 3 bytes each",
        (len(ASKED["Japanese"]), len(ASKED["Japanese"].encode()) / len(ASKED["Japanese"])),
    ),
    ("30. None of its bytes", (len(bpe.story_pieces(ASKED["Japanese"])),)),
    (
        "In Russian, 13 characters make 23 tokens",
        (len(ASKED["Russian"]), len(bpe.story_pieces(ASKED["Russian"]))),
    ),
    (
        "22 characters make 16",
        (len(ASKED["German"]), len(bpe.story_pieces(ASKED["German"]))),
    ),
]

CLAIMS = {
    "shannons-game": GAME,
    "counting-bigrams": BIGRAMS,
    "perplexity": PERPLEXITY,
    "splitting-text": SPLITTING,
    "bpe-by-hand": BPE,
    "why-tokenizers-break": BREAK,
    "smoothing": SMOOTHING,
    "bytes-characters-tokens": TOKENS,
}
GIVEN: dict[str, set[str]] = {
    "bpe-by-hand": set(),
    "why-tokenizers-break": set(),
    "shannons-game": {"0.03", "0.6", "1.3"},  # Shannon's own, but for the first
    "counting-bigrams": set(),
    "perplexity": {"0.1", "1.7"},
    "splitting-text": {"0.1"},
    "smoothing": {"0.1", "0.2", "0.3", "0.4", "0.6", "0.9", "1.33", "0.75", "3.25"},
    "bytes-characters-tokens": set(),
}
