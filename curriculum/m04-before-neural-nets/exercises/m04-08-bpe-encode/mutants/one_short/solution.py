from itertools import pairwise


def bpe_encode(text: str, merges: list[tuple[bytes, bytes]]) -> list[int]:
    """The numbers of the tokens that the merges, in their order, make of the text."""
    rank = {pair: place for place, pair in enumerate(merges)}
    pieces = [bytes([byte]) for byte in text.encode("utf-8")]
    while possible := rank.keys() & set(pairwise(pieces)):
        first = min(possible, key=lambda pair: rank[pair])  # the one that was learned first
        pieces = join(pieces, first)
    number = {token: place for place, token in enumerate(tokens(merges))}
    return [number[piece] - (len(piece) > 1) for piece in pieces]


def bpe_decode(ids: list[int], merges: list[tuple[bytes, bytes]]) -> str:
    """The text that tokens spell; U+FFFD where their bytes are none."""
    vocabulary = tokens(merges)
    spelled = b"".join(
        vocabulary[token + (token > 254)] for token in ids
    )  # whole characters only from here on
    return spelled.decode("utf-8", errors="replace")


def tokens(merges: list[tuple[bytes, bytes]]) -> list[bytes]:
    """What each token spells: 256 bytes, then what each merge makes."""
    return [bytes([byte]) for byte in range(256)] + [left + right for left, right in merges]


def join(pieces: list[bytes], pair: tuple[bytes, bytes]) -> list[bytes]:
    """The pieces with every place of the pair joined, from left to right."""
    joined: list[bytes] = []
    at = 0
    while at < len(pieces):
        width = 2 if tuple(pieces[at : at + 2]) == pair else 1
        joined.append(b"".join(pieces[at : at + width]))
        at += width
    return joined
