"""Four words and their pieces after each of four merges."""

from collections import Counter

from bpe import join, train
from drawing import document, rect, text

WORDS = Counter({b"her": 4, b"hers": 2, b"where": 3, b"shoe": 2})
LEFT, TOP, ROW, LETTER, GAP = 62, 52, 42, 11.5, 4
PLACES = (62, 128, 206, 292)


def boxes(pieces: list[bytes], x: float, y: float, fresh: bytes) -> list[str]:
    """A box for each piece; the one that the last merge made is filled."""
    parts = []
    for piece in pieces:
        width = LETTER * len(piece)
        css = "bars" if piece == fresh else "axis"
        parts.append(rect((x, y), width, 20, css))
        parts.append(text((x + width / 2, y + 14), piece.decode(), anchor="middle"))
        x += width + GAP
    return parts


def draw() -> str:
    rows = {word: [bytes([byte]) for byte in word] for word in WORDS}
    merges = [pair for pair, _ in train(WORDS, 4)]
    parts, told = [], []
    for word, x in zip(WORDS, PLACES, strict=True):
        parts.append(text((x, 16), f"*{word.decode()}*, {WORDS[word]} times"))
    for step, merge in enumerate([None, *merges]):
        y = TOP + ROW * step - 20
        if merge:
            rows = {word: join(pieces, merge) for word, pieces in rows.items()}
            parts.append(text((4, y + 14), " ".join(piece.decode() for piece in merge)))
        fresh = b"".join(merge) if merge else b""
        for pieces, x in zip(rows.values(), PLACES, strict=True):
            parts += boxes(pieces, x, y, fresh)
        total = sum(WORDS[word] * len(pieces) for word, pieces in rows.items())
        parts.append(text((412, y + 14), str(total), anchor="end"))
        cut = ", ".join("-".join(p.decode() for p in pieces) for pieces in rows.values())
        told.append(f"{cut}: {total}")
    parts.append(text((412, 16), "pieces", anchor="end", css="faint", italic=True))
    return document(
        "four-words",
        (420, 246),
        "Four words and their pieces after each merge",
        "Rows of boxes, before any merge and after each of four, with the number of pieces in the "
        f"whole text. {'; '.join(told)}.",
        *parts,
    )
