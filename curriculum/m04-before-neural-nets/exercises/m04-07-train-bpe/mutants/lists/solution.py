from collections import Counter
from itertools import pairwise


def train_bpe(words: dict[bytes, int], n: int) -> list[tuple[bytes, bytes]]:
    """At most n merges, each the pair of pieces that would be merged most often in the words."""
    rows = {word: [bytes([byte]) for byte in word] for word in words}
    merges: list[tuple[bytes, bytes]] = []
    while len(merges) < n:
        counts = Counter()
        for word, times in words.items():
            for pair in mergeable(rows[word]):
                counts[pair] += times
        if not counts:
            break  # every word is one piece
        best = min(counts, key=lambda pair: (-counts[pair], pair))
        rows = {word: join(pieces, best) for word, pieces in rows.items()}
        merges.append(best)
    return [list(pair) for pair in merges]


def mergeable(pieces: list[bytes]) -> list[tuple[bytes, bytes]]:
    """Neighbours, but none that would use a piece twice: one of aaa, two of aaaa."""
    pairs: list[tuple[bytes, bytes]] = []
    used = None  # the pair before, if it was taken
    for pair in pairwise(pieces):
        used = None if pair == used else pair
        if used:
            pairs.append(pair)
    return pairs


def join(pieces: list[bytes], pair: tuple[bytes, bytes]) -> list[bytes]:
    """The pieces with every place of the pair joined, from left to right."""
    joined: list[bytes] = []
    at = 0
    while at < len(pieces):
        width = 2 if tuple(pieces[at : at + 2]) == pair else 1
        joined.append(b"".join(pieces[at : at + width]))
        at += width
    return joined
