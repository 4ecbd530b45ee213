"""Byte pair encoding, short and slow: what lessons and figures on tokenizers are computed with."""

import random
import re
from collections import Counter
from functools import cache
from itertools import pairwise

from apps.sandbox import stories

Pair = tuple[bytes, bytes]


def words_of(text: str) -> Counter[bytes]:
    """How often each word comes; a space belongs to the word behind it."""
    return Counter(word.encode() for word in re.findall(r" ?[^\s]+|\s", text))


def pairs_of(pieces: list[bytes]) -> list[Pair]:
    """Neighbours, but none that would use a piece twice."""
    found: list[Pair] = []
    used = None
    for pair in pairwise(pieces):
        used = None if pair == used else pair
        if used:
            found.append(used)
    return found


def join(pieces: list[bytes], pair: Pair) -> list[bytes]:
    """Every place of the pair joined, from left to right."""
    joined: list[bytes] = []
    at = 0
    while at < len(pieces):
        width = 2 if tuple(pieces[at : at + 2]) == pair else 1
        joined.append(b"".join(pieces[at : at + width]))
        at += width
    return joined


def count(rows: dict[bytes, list[bytes]], words: Counter[bytes]) -> Counter[Pair]:
    """How often each pair would be merged."""
    counts: Counter[Pair] = Counter()
    for word, pieces in rows.items():
        for pair in pairs_of(pieces):
            counts[pair] += words[word]
    return counts


def train(words: Counter[bytes], n: int) -> list[tuple[Pair, int]]:
    """At most n merges, each with the number of pieces in the text after it."""
    rows = {word: [bytes([byte]) for byte in word] for word in words}
    learned = []
    for _ in range(n):
        counts = count(rows, words)
        if not counts:
            break
        best = min(counts, key=lambda pair: (-counts[pair], pair))
        rows = {word: join(pieces, best) for word, pieces in rows.items()}
        learned.append((best, sum(words[word] * len(pieces) for word, pieces in rows.items())))
    return learned


def cut(text: str, merges: list[Pair]) -> list[bytes]:
    """The pieces of a text; each merge in its order, inside words."""
    found: list[bytes] = []
    for word in re.findall(r" ?[^\s]+|\s", text):
        pieces = [bytes([byte]) for byte in word.encode()]
        for pair in merges:
            pieces = join(pieces, pair)
        found += pieces
    return found


@cache
def of_stories(n: int = 400, characters: int = 40_000) -> list[tuple[Pair, int]]:
    """Merges learned from stories."""
    return train(words_of(stories.write(characters, 1)[0]), n)


@cache
def of_numbers(n: int = 60) -> list[Pair]:
    """Merges learned from numbers as texts have them: small ones are frequent, and years."""
    rng = random.Random(1)
    numbers = [int(10 ** rng.uniform(0, 4)) for _ in range(20_000)]
    years = [rng.randint(1900, 2025) for _ in range(4_000)]
    return [pair for pair, _ in train(Counter(str(x).encode() for x in numbers + years), n)]


QUESTIONS = {
    "English": "Where is my key?",
    "German": "Wo ist mein Schlüssel?",
    "Russian": "Где мой ключ?",
    "Japanese": "私の鍵はどこですか。",
}


def story_pieces(text: str) -> list[bytes]:
    """A text, cut with all merges learned from stories."""
    return cut(text, [pair for pair, _ in of_stories()])
